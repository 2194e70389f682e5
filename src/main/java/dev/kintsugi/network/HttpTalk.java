package dev.kintsugi.network;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the two directions of a connection have to know of each other to hurt HTTP: whether anything does, and what was
/// asked and is not yet answered. Safe for many threads.
final class HttpTalk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final ArrayDeque<Asked> open = new ArrayDeque<>();
    private volatile boolean watched;
    private volatile boolean lost;
    private boolean over;

    /// A request that the service got. Immutable.
    ///
    /// @param hurting what is done to its reply
    record Asked(String method, @Nullable Stage hurting) {}

    void watch(boolean wanted) { watched = wanted; }

    /// Whether messages are looked for.
    boolean watches() { return watched && !lost; }

    /// It speaks something else from now on: all goes through as it is.
    boolean isLost() { return lost; }

    void lose() {
        lost = true;
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void asked(Asked request) {
        lock.lock();
        try {
            open.add(request);
        } finally {
            lock.unlock();
        }
    }

    /// The request that is answered next.
    Optional<Asked> next() {
        lock.lock();
        try {
            return Optional.ofNullable(open.peek());
        } finally {
            lock.unlock();
        }
    }

    void answered() {
        lock.lock();
        try {
            open.poll();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until whatever was asked before is answered: replies come in the order of their requests.
    void settle() {
        lock.lock();
        try {
            while (!open.isEmpty() && !over && !lost) {
                moved.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The connection is over: nobody waits any more.
    void close() {
        lock.lock();
        try {
            over = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
