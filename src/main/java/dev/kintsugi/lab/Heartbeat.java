package dev.kintsugi.lab;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something every ten seconds until it is closed. What fails is told to the log and done again next time.
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int SECONDS = 10;

    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("heartbeat").factory());

    Heartbeat(Runnable beat) { timer.scheduleWithFixedDelay(() -> safely(beat), SECONDS, SECONDS, TimeUnit.SECONDS); }

    private static void safely(Runnable beat) {
        try {
            beat.run();
        } catch (RuntimeException e) {
            LOG.warn("a measurement was not written: {}", e.getMessage());
        }
    }

    @Override
    public void close() { timer.shutdownNow(); }
}
