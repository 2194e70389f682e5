package dev.kintsugi.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What leaves on a connection, by threads that may wait until the client has read enough of it. Safe for many threads.
final class Outgoing {
    private final Channel channel;
    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean gone;

    Outgoing(Channel channel, long patienceNanos) {
        this.channel = channel;
        this.patienceNanos = patienceNanos;
    }

    /// Sends bytes. Waits while the client lets too many of them lie.
    ///
    /// @throws ClientGone when it has closed, or goes on letting them lie
    void send(ByteBuf bytes) {
        awaitWritable();
        channel.writeAndFlush(bytes);
    }

    void awaitWritable() {
        if (gone) {
            throw new ClientGone();
        }
        if (!channel.isWritable()) {
            awaitReading();
        }
    }

    private void awaitReading() {
        var left = patienceNanos;
        lock.lock();
        try {
            while (!channel.isWritable() && !gone && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGone();
        } finally {
            lock.unlock();
        }
        if (gone || left <= 0) {
            channel.close();
            throw new ClientGone();
        }
    }

    boolean isGone() { return gone; }

    void writable() { signal(); }

    void gone() {
        gone = true;
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(365)) > 0 ? TimeUnit.DAYS.toNanos(365) : time.toNanos();
    }
}
