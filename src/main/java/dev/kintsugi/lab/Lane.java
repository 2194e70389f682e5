package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Runs pieces of a session's work one after the other on a virtual thread of its own. Safe for use by many threads.
final class Lane implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final SessionId session;
    private final ExecutorService thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread running;

    Lane(SessionId session) {
        this.session = session;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("session-" + session).factory());
    }

    boolean closed() { return thread.isShutdown(); }

    boolean busy() { return waiting.get() > 0; }

    <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        waiting.incrementAndGet();
        try {
            thread.execute(() -> run(work, done));
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            done.completeExceptionally(new IllegalStateException("session " + session + " is closed", e));
        }
        return done;
    }

    private <T extends @Nullable Object> void run(Supplier<T> work, CompletableFuture<T> done) {
        running = Thread.currentThread();
        MDC.put("session", session.value());
        try {
            var result = work.get();
            finish();
            done.complete(result);
        } catch (RuntimeException | Error e) {
            finish();
            done.completeExceptionally(e);
        }
    }

    /// An interrupt that came too late must not hit the next piece of work.
    private synchronized void finish() {
        running = null;
        Thread.interrupted();
        waiting.decrementAndGet();
        MDC.clear();
    }

    /// Interrupts the piece of work that runs, if one does.
    synchronized void interrupt() {
        var thread = running;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        interrupt();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
