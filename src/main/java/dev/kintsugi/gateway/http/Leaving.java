package dev.kintsugi.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The moment from which nobody waits for an answer any more. It comes once. Safe for use by many threads.
final class Leaving {
    private final CountDownLatch left = new CountDownLatch(1);
    private final List<Runnable> then = new ArrayList<>(1);

    /// Has something done when it comes, after what was asked for before; at once when it has come.
    synchronized void then(Runnable action) {
        if (isOver()) {
            action.run();
        } else {
            then.add(action);
        }
    }

    boolean isOver() { return left.getCount() == 0; }

    /// Waits for it, or until the time is over.
    void await(long nanos) throws InterruptedException { left.await(nanos, TimeUnit.NANOSECONDS); }

    /// It has come.
    void now() {
        synchronized (this) {
            if (isOver()) {
                return;
            }
            left.countDown();
        }
        then.forEach(Runnable::run);
    }
}
