package dev.kintsugi.domain.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Wall time plus what was skipped or scaled away. Safe for many threads.
///
/// The scale divides simulated delays only: 1 is honest waiting, 10 waits a tenth, [#INSTANT] does not wait. A wait
/// that is under way when [#skip()] is called ends early, and lab time jumps by what was left.
public final class ConversationClock implements LabClock {
    /// The scale at which simulated delays take no time.
    public static final int INSTANT = Integer.MAX_VALUE;

    private final Clock wall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition skipped = lock.newCondition();
    private volatile Duration ahead = Duration.ZERO;
    private long skips;
    private int scale = 1;

    public ConversationClock() { this(Clock.systemUTC()); }

    public ConversationClock(Clock wall) { this.wall = wall; }

    @Override
    public Instant now() { return wall().plus(ahead); }

    @Override
    public Instant wall() { return Instant.ofEpochMilli(wall.millis()); }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        until.whenComplete((_, _) -> wake());
        if (wait.isNegative() || wait.isZero()) {
            return Waited.NOTHING;
        }
        lock.lock();
        try {
            var start = System.nanoTime();
            var before = skips;
            var left = takes(wait, reason).toNanos();
            while (left > 0 && skips == before && !until.isDone()) {
                left = skipped.awaitNanos(left);
            }
            var real = Duration.ofNanos(Math.min(System.nanoTime() - start, wait.toNanos()));
            if (left > 0 && skips == before) {
                return new Waited(real, real, false);
            }
            ahead = ahead.plus(wait.minus(real));
            return new Waited(wait, real, skips != before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration takes(Duration wait, WaitReason reason) {
        return reason.simulated() ? wait.dividedBy(scale()) : wait;
    }

    /// Laps begin by the wall: a time scale shortens what they simulate, not the time between them.
    @Override
    public <T> T race(List<Supplier<T>> laps, Duration apart, Predicate<? super T> wins) {
        return new WallRace<>(laps, apart).run(wins);
    }

    /// Ends every wait that is under way; lab time jumps by what was left.
    public void skip() {
        lock.lock();
        try {
            skips++;
            skipped.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            skipped.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public int scale() {
        lock.lock();
        try {
            return scale;
        } finally {
            lock.unlock();
        }
    }

    /// Sets the divisor of simulated delays, at least 1. Default 1. Waits under way keep the old one.
    public void scale(int divisor) {
        if (divisor < 1) {
            throw new IllegalArgumentException("a time scale is at least 1, was " + divisor);
        }
        lock.lock();
        try {
            scale = divisor;
        } finally {
            lock.unlock();
        }
    }
}
