package dev.kintsugi.gateway.events;

import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The events of all sessions in the order in which they came to disk, each with a position in this run. While somebody
/// reads, the newest lie in memory; of others it keeps where in the log they stand, and reads them there. Readers take at
/// their own pace and hold up nobody. Safe for many threads.
final class Feed implements AutoCloseable {
    private static final int MOST_BATCHES = 50_000;
    private static final long MOST_CHARACTERS = 8L << 20;
    private static final int AT_ONCE = 64;

    private final Lab lab;
    private final Watch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Pieces pieces;
    private long last;
    private int readers;

    Feed(Lab lab) { this(lab, MOST_BATCHES); }

    Feed(Lab lab, int mostBatches) {
        this.lab = lab;
        this.pieces = new Pieces(mostBatches);
        this.watch = lab.follow(this::add);
    }

    /// An event with its position.
    record Event(long position, String line) {}

    private void add(Batch batch) {
        lock.lock();
        try {
            pieces.add(last + 1, batch.id(), batch.first(), readers > 0 ? batch.lines() : null);
            pieces.shed(MOST_CHARACTERS);
            last += batch.lines().size();
            if (readers > 0) {
                grown.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Somebody reads from here on, until they say otherwise.
    Watch reading() {
        read(1);
        return () -> read(-1);
    }

    private void read(int more) {
        lock.lock();
        try {
            readers += more;
            if (readers == 0) {
                pieces.shed(0);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The position of the newest event, 0 before the first.
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything after a position can still be told.
    boolean reaches(long position) {
        lock.lock();
        try {
            return position >= 0 && position <= last && (pieces.isEmpty() || position + 1 >= pieces.oldest());
        } finally {
            lock.unlock();
        }
    }

    /// The next events after a position; waits for one, and gives none when the time is over.
    ///
    /// @param gone whether nobody wants them any more, see [#wake]
    List<Event> after(long position, Duration wait, BooleanSupplier gone) throws InterruptedException {
        var events = new ArrayList<Event>();
        for (var piece : next(position, wait.toNanos(), gone)) {
            var at = piece.position();
            for (var line : lines(piece)) {
                if (at > position) {
                    events.add(new Event(at, line));
                }
                at++;
            }
        }
        return events;
    }

    private List<Pieces.Piece> next(long position, long nanos, BooleanSupplier gone)
            throws InterruptedException {
        var left = nanos;
        lock.lock();
        try {
            while (last <= position && left > 0 && !gone.getAsBoolean()) {
                left = grown.awaitNanos(left);
            }
            return last > position ? pieces.from(position + 1, AT_ONCE) : List.of();
        } finally {
            lock.unlock();
        }
    }

    /// Has every reader look whether it is still wanted.
    void wake() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A session that was deleted meanwhile has none.
    private List<String> lines(Pieces.Piece piece) {
        return piece.lines().isEmpty() ? lab.batch(piece.session(), piece.first() - 1) : piece.lines();
    }

    @Override
    public void close() { watch.close(); }
}
