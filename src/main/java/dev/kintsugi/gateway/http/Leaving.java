package dev.kintsugi.gateway.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The moment from which nobody waits for an answer any more. It comes once. Safe for use by many threads.
final class Leaving {
    private final CountDownLatch left = new CountDownLatch(1);
    private @Nullable Runnable then;

    /// Has something done when it comes, at once when it has come.
    synchronized void then(Runnable action) {
        if (isOver()) {
            action.run();
        } else {
            then = action;
        }
    }

    boolean isOver() { return left.getCount() == 0; }

    /// Waits for it, or until the time is over.
    void await(long nanos) throws InterruptedException { left.await(nanos, TimeUnit.NANOSECONDS); }

    /// It has come.
    void now() {
        Runnable action;
        synchronized (this) {
            if (isOver()) {
                return;
            }
            left.countDown();
            action = then;
        }
        if (action != null) {
            action.run();
        }
    }
}
