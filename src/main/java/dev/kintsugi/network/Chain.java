package dev.kintsugi.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The toxics of one direction of a connection, as they are now, and the waiting that ends when they change. Safe for many
/// threads.
final class Chain {
    /// Nanoseconds that nobody lives to see.
    static final long FOREVER = Long.MAX_VALUE / 4;

    private final Connection connection;
    private final Direction direction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Stage> stages = List.of();
    private long version;
    private boolean over;

    Chain(Connection connection, Direction direction) {
        this.connection = connection;
        this.direction = direction;
    }

    /// Takes the toxics as they are from now on. What one of them has seen stays when it is changed.
    ///
    /// @return those that are new
    List<Stage> replace(List<ToxicRule> rules) {
        var fresh = new ArrayList<Stage>();
        lock.lock();
        try {
            var next = new ArrayList<Stage>();
            for (var rule : rules) {
                if (rule.direction() == direction) {
                    next.add(stage(rule, fresh));
                }
            }
            place(next);
            stages = List.copyOf(next);
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return fresh;
    }

    private Stage stage(ToxicRule rule, List<Stage> fresh) {
        var stage = known(rule).orElseGet(() -> {
            var made = new Stage(rule, connection::acted);
            fresh.add(made);
            return made;
        });
        stage.becomes(rule, connection.chosen(rule));
        return stage;
    }

    private Optional<Stage> known(ToxicRule rule) {
        return stages.stream().filter(s -> s.rule().name().equals(rule.name())
                && s.toxic().type().equals(rule.toxic().type())).findFirst();
    }

    /// Whatever waits at one that is gone goes on where it stood.
    private void place(List<Stage> next) {
        var before = 0;
        for (var stage : stages) {
            stage.place = before;
            before += next.contains(stage) ? 1 : 0;
        }
        for (int i = 0; i < next.size(); i++) {
            next.get(i).place = i;
        }
    }

    List<Stage> stages() {
        lock.lock();
        try {
            return stages;
        } finally {
            lock.unlock();
        }
    }

    /// The place behind a toxic.
    int behind(Stage stage) {
        lock.lock();
        try {
            return stages.contains(stage) ? stage.place + 1 : stage.place;
        } finally {
            lock.unlock();
        }
    }

    /// Grows with every change.
    long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a toxic is there, on a connection that is open, whether it acts or not.
    boolean isKnown(Stage stage) {
        lock.lock();
        try {
            return !over && stages.contains(stage);
        } finally {
            lock.unlock();
        }
    }

    /// Whether a toxic is there and acts.
    boolean isThere(Stage stage) { return stage.acts && isKnown(stage); }

    /// Waits for as long as the toxic stays and acts. False when it did not, or the connection ended, before.
    ///
    /// @param due asked again after every change
    boolean held(Stage stage, LongSupplier due) {
        while (isThere(stage)) {
            var seen = version();
            if (await(due.getAsLong(), seen)) {
                return true;
            }
        }
        return false;
    }

    /// Waits until a moment. False when the toxics changed or the connection ended before.
    boolean await(long nanos, long seen) {
        lock.lock();
        try {
            while (!over && version == seen) {
                var left = nanos - System.nanoTime();
                if (left <= 0) {
                    return true;
                }
                changed.awaitNanos(left);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// The connection is over: nobody waits any more.
    void close() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
