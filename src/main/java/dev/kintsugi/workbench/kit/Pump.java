package dev.kintsugi.workbench.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one crossing to the FX thread, at most every 50 ms: thousands of news in between cost one repaint.
///
/// [#latest] keeps only the newest work of a topic; [#inOrder] drops nothing and keeps the order. Safe for use by many
/// threads. Work left over when the pump is closed is dropped.
public final class Pump implements AutoCloseable {
    /// The least time between two crossings.
    public static final Duration GAP = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    private final Executor screen;
    private final ScheduledExecutorService gate = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("pump").factory());
    private Map<Object, Runnable> newest = new LinkedHashMap<>();
    private List<Runnable> ordered = new ArrayList<>();
    private boolean shut;
    private boolean closed;

    public Pump() { this(Platform::runLater); }

    /// A pump that hands its work to `screen`, for tests.
    Pump(Executor screen) { this.screen = screen; }

    /// Runs `work` soon, unless newer work of the same topic takes its place before.
    public void latest(Object topic, Runnable work) {
        synchronized (this) {
            newest.remove(topic);
            newest.put(topic, work);
        }
        cross();
    }

    /// Runs `work` soon, after all that was queued before it and before any [#latest].
    public void inOrder(Runnable work) {
        synchronized (this) {
            ordered.add(work);
        }
        cross();
    }

    private void cross() {
        synchronized (this) {
            if (shut || closed || newest.isEmpty() && ordered.isEmpty()) {
                return;
            }
            shut = true;
        }
        screen.execute(this::drain);
        gate.schedule(this::reopen, GAP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reopen() {
        synchronized (this) {
            shut = false;
        }
        cross();
    }

    private void drain() {
        List<Runnable> work;
        synchronized (this) {
            if (closed) {
                return;
            }
            work = ordered;
            work.addAll(newest.values());
            ordered = new ArrayList<>();
            newest = new LinkedHashMap<>();
        }
        work.forEach(Pump::run);
    }

    /// What fails takes nothing of the rest with it.
    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error trouble) {
            LOG.error("something could not be shown", trouble);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        gate.shutdownNow();
    }
}
