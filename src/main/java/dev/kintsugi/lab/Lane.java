package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Runs pieces of a session's work one after the other on a virtual thread of its own. Safe for use by many threads.
final class Lane implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final SessionId session;
    private final ExecutorService thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock alone = new ReentrantLock();
    private volatile @Nullable Thread running;
    private volatile @Nullable Thread guest;

    Lane(SessionId session) {
        this.session = session;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("session-" + session).factory());
    }

    boolean closed() { return thread.isShutdown(); }

    boolean busy() { return waiting.get() > 0; }

    /// Runs something at once, on the caller's own thread, if nothing else runs or waits; what is submitted by it runs in
    /// its midst. Returns what it returns; false, and nothing was done, when there is something to wait for.
    boolean tryRun(BooleanSupplier work) {
        if (!waiting.compareAndSet(0, 1)) {
            return false;
        }
        try {
            return alone.tryLock() && asGuest(work);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean asGuest(BooleanSupplier work) {
        try {
            if (closed()) {
                return false;
            }
            guest = Thread.currentThread();
            MDC.put("session", session.value());
            return work.getAsBoolean();
        } finally {
            guest = null;
            MDC.clear();
            alone.unlock();
        }
    }

    <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> work) {
        if (guest == Thread.currentThread()) {
            return done(work);
        }
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

    private static <T extends @Nullable Object> CompletableFuture<T> done(Supplier<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T extends @Nullable Object> void run(Supplier<T> work, CompletableFuture<T> done) {
        alone.lock();
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
        alone.unlock();
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
            if (alone.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                alone.unlock();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
