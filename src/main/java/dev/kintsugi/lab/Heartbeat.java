package dev.kintsugi.lab;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does things again and again until it is closed. What fails is told to the log and done again next time.
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("heartbeat").factory());

    /// Does something every so many seconds, from then on.
    public void every(int seconds, Runnable beat) {
        timer.scheduleWithFixedDelay(() -> safely(beat), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void safely(Runnable beat) {
        try {
            beat.run();
        } catch (RuntimeException e) {
            LOG.warn("what the lab does now and then failed: {}", e.getMessage());
        }
    }

    @Override
    public void close() { timer.shutdownNow(); }
}
