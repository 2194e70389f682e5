package dev.kintsugi.domain.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Laps on the wall's time, each on a virtual thread. Losers are interrupted and waited for.
final class WallRace<T> {
    private final List<Supplier<T>> laps;
    private final Duration apart;
    private final LinkedBlockingQueue<Ended<T>> ended = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    WallRace(List<Supplier<T>> laps, Duration apart) {
        this.laps = laps;
        this.apart = apart;
    }

    /// How a lap ended: with a value, or with what it threw.
    private record Ended<T>(@Nullable T value, @Nullable Throwable thrown) {
        T result() {
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (value == null) {
                throw new IllegalStateException("a lap broke down", thrown);
            }
            return value;
        }
    }

    T run(Predicate<? super T> wins) {
        try {
            return decided(wins);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        } finally {
            threads.forEach(Thread::interrupt);
            threads.forEach(WallRace::await);
        }
    }

    private T decided(Predicate<? super T> wins) throws InterruptedException {
        for (int over = 0;; over++) {
            var next = next();
            if (next.thrown() != null || wins.test(next.result()) || over + 1 == threads.size()) {
                return next.result();
            }
        }
    }

    private Ended<T> next() throws InterruptedException {
        while (threads.size() < laps.size()) {
            var lap = laps.get(threads.size());
            threads.add(Thread.ofVirtual().name("lap").start(() -> run(lap)));
            var early = threads.size() < laps.size() ? ended.poll(apart.toNanos(), TimeUnit.NANOSECONDS) : null;
            if (early != null) {
                return early;
            }
        }
        return ended.take();
    }

    private void run(Supplier<T> lap) {
        try {
            ended.add(new Ended<>(lap.get(), null));
        } catch (RuntimeException | Error e) {
            ended.add(new Ended<>(null, e));
        }
    }

    /// An interrupt of the caller comes back after the loser is gone: nothing of it may go on behind its back.
    private static void await(Thread lap) {
        var interrupted = false;
        while (true) {
            try {
                lap.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
