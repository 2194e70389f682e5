package dev.kintsugi.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Laps on virtual time: one runs at a time, until it waits; then the one goes on whose moment comes next. Threads give
/// each lap its own place in the program, never the order.
final class VirtualRace<T> {
    private static final ThreadLocal<VirtualRace<?>.Lap> RUNNING = new ThreadLocal<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Consumer<Instant> time;
    private final List<Lap> laps = new ArrayList<>();
    private @Nullable Lap turn;
    private Instant reached;

    VirtualRace(List<Supplier<T>> tasks, Instant start, Duration apart, Consumer<Instant> time) {
        this.time = time;
        this.reached = start;
        for (int i = 0; i < tasks.size(); i++) {
            laps.add(new Lap(tasks.get(i), start.plus(apart.multipliedBy(i))));
        }
    }

    /// The lap that the calling thread runs, if it runs one.
    static VirtualRace<?>.@Nullable Lap running() { return RUNNING.get(); }

    T run(Predicate<? super T> wins) {
        Lap ended = null;
        try {
            for (var next = next(); next != null; next = next()) {
                goOn(next);
                if (next.over) {
                    ended = next;
                    if (next.failure != null || wins.test(next.result()) || alone()) {
                        break;
                    }
                }
            }
        } finally {
            laps.forEach(this::cancel);
        }
        if (ended == null) {
            throw new IllegalArgumentException("a race has at least one lap");
        }
        return ended.result();
    }

    /// Whether nobody else is on the way: those who have not begun stay at home.
    private boolean alone() { return laps.stream().allMatch(l -> l.over || l.thread == null); }

    private @Nullable Lap next() {
        return laps.stream().filter(l -> !l.over).min(Comparator.comparing(l -> l.moment)).orElse(null);
    }

    private void goOn(Lap lap) {
        reached = lap.moment;
        time.accept(reached);
        handOver(lap);
    }

    private void cancel(Lap lap) {
        while (!lap.over && lap.thread != null) {
            lap.cancelled = true;
            handOver(lap);
        }
    }

    private void handOver(Lap lap) {
        lock.lock();
        try {
            turn = lap;
            if (lap.thread == null) {
                lap.thread = Thread.ofVirtual().name("lap").start(lap::run);
            }
            moved.signalAll();
            while (turn == lap) {
                moved.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// One lap.
    final class Lap {
        private final Supplier<T> task;
        private Instant moment;
        private @Nullable Thread thread;
        private @Nullable T value;
        private @Nullable RuntimeException failure;
        private boolean over;
        private boolean cancelled;
        private @Nullable CompletableFuture<?> until;

        private Lap(Supplier<T> task, Instant moment) {
            this.task = task;
            this.moment = moment;
        }

        private T result() {
            var thrown = failure;
            var done = value;
            if (thrown != null) {
                throw thrown;
            }
            if (done == null) {
                throw new IllegalStateException("a lap without a result");
            }
            return done;
        }

        private void run() {
            RUNNING.set(this);
            try {
                value = task.get();
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                failure = new IllegalStateException("a lap broke down", e);
            } finally {
                over = true;
                giveBack();
            }
        }

        /// Waits by letting others run until their moments are past this one, or one of them made happen what is waited
        /// for. Returns how long that was.
        Duration sleep(Duration wait, CompletableFuture<?> awaited) {
            stopIfCancelled();
            var from = moment;
            moment = from.plus(wait);
            until = awaited;
            awaited.whenComplete((_, _) -> happened(awaited));
            letOthersRun();
            until = null;
            stopIfCancelled();
            return Duration.between(from, moment);
        }

        private void happened(CompletableFuture<?> event) {
            if (until == event && reached.isBefore(moment)) {
                moment = reached;
            }
        }

        private void letOthersRun() {
            lock.lock();
            try {
                turn = null;
                moved.signalAll();
                while (turn != this) {
                    moved.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }

        private void stopIfCancelled() {
            if (cancelled) {
                throw new Cancelled();
            }
        }

        private void giveBack() {
            lock.lock();
            try {
                turn = null;
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
