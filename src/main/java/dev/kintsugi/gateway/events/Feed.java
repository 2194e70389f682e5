package dev.kintsugi.gateway.events;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final TreeMap<Long, Piece> pieces = new TreeMap<>();
    private final ArrayDeque<Long> inMemory = new ArrayDeque<>();
    private long characters;
    private long last;
    private int readers;

    Feed(Lab lab) {
        this.lab = lab;
        this.watch = lab.follow(this::add);
    }

    /// A batch in the feed. Immutable.
    ///
    /// @param lines what was written; empty where it has to be read from the log
    private record Piece(SessionId session, long first, int count, List<String> lines) {
        Piece forgetting() { return new Piece(session, first, count, List.of()); }

        long characters() { return lines.stream().mapToLong(String::length).sum(); }
    }

    /// An event with its position.
    record Event(long position, String line) {}

    private void add(Batch batch) {
        lock.lock();
        try {
            var piece = new Piece(batch.id(), batch.first(), batch.lines().size(), batch.lines());
            if (readers > 0) {
                pieces.put(last + 1, piece);
                inMemory.add(last + 1);
                characters += piece.characters();
                grown.signalAll();
            } else {
                pieces.put(last + 1, piece.forgetting());
            }
            last += piece.count();
            forget(MOST_CHARACTERS);
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
                forget(0);
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param most characters that may stay in memory
    private void forget(long most) {
        while (characters > most && !inMemory.isEmpty()) {
            pieces.computeIfPresent(inMemory.remove(), (_, piece) -> {
                characters -= piece.characters();
                return piece.forgetting();
            });
        }
        while (pieces.size() > MOST_BATCHES) {
            var oldest = pieces.pollFirstEntry();
            characters -= oldest.getValue().characters();
            inMemory.remove(oldest.getKey());
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
            return position >= 0 && position <= last && (pieces.isEmpty() || position + 1 >= pieces.firstKey());
        } finally {
            lock.unlock();
        }
    }

    /// The next events after a position; waits for one, and gives none when the time is over.
    ///
    /// @param gone whether nobody wants them any more, see [#wake]
    List<Event> after(long position, Duration wait, BooleanSupplier gone) throws InterruptedException {
        var events = new ArrayList<Event>();
        for (var each : next(position, wait.toNanos(), gone).entrySet()) {
            var at = each.getKey();
            for (var line : lines(each.getValue())) {
                if (at > position) {
                    events.add(new Event(at, line));
                }
                at++;
            }
        }
        return events;
    }

    private Map<Long, Piece> next(long position, long nanos, BooleanSupplier gone)
            throws InterruptedException {
        var left = nanos;
        lock.lock();
        try {
            while (last <= position && left > 0 && !gone.getAsBoolean()) {
                left = grown.awaitNanos(left);
            }
            var from = pieces.floorKey(position + 1);
            var found = new TreeMap<Long, Piece>();
            if (from != null && last > position) {
                for (var each : pieces.tailMap(from).entrySet()) {
                    found.put(each.getKey(), each.getValue());
                    if (found.size() == AT_ONCE) {
                        break;
                    }
                }
            }
            return found;
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
    private List<String> lines(Piece piece) {
        return piece.lines().isEmpty() ? lab.batch(piece.session(), piece.first() - 1) : piece.lines();
    }

    @Override
    public void close() { watch.close(); }
}
