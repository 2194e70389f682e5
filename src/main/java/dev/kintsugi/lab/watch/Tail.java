package dev.kintsugi.lab.watch;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows a session's log from a position on: first what is on disk, then each line once it is, every line once and in
/// order. A slow watcher holds up nobody: what it cannot take is dropped here and read again from disk.
///
/// Tells the watcher on a thread of its own.
final class Tail implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int ROOM = 1_000;

    private final SessionId session;
    private final Journal log;
    private final Consumer<LogLine> watcher;
    private final Consumer<Tail> ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Queue<LogLine> waiting = new ArrayDeque<>();
    private long told;
    private boolean behind = true;
    private boolean closed;

    /// @param after   the last line that the watcher has, 0 for none
    /// @param log     reads a session's lines from disk
    /// @param watcher is told of each line
    /// @param ended   is told when nothing more will come
    Tail(SessionId session, long after, Journal log, Consumer<LogLine> watcher,
            Consumer<Tail> ended) {
        this.session = session;
        this.told = after;
        this.log = log;
        this.watcher = watcher;
        this.ended = ended;
    }

    SessionId session() { return session; }

    void start() { Thread.ofVirtual().name("tail-" + session).start(this::run); }

    /// Lines are on disk.
    void written(long first, List<String> lines) {
        lock.lock();
        try {
            if (waiting.size() + lines.size() > ROOM) {
                waiting.clear();
                behind = true;
            }
            for (int i = 0; i < lines.size() && !behind; i++) {
                waiting.add(new LogLine(session, first + i, lines.get(i)));
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (next()) {
                if (caughtUp()) {
                    tellWaiting();
                } else {
                    reread();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Problem e) {
            LOG.warn("a watcher of {} lost its stream: {}", session, e.why());
        } catch (RuntimeException e) {
            LOG.warn("a watcher of {} failed", session, e);
        } finally {
            close();
            ended.accept(this);
        }
    }

    private boolean next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !behind && waiting.isEmpty()) {
                news.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything between what was told and what waits is here; takes note that it is not otherwise.
    private boolean caughtUp() {
        lock.lock();
        try {
            var first = waiting.peek();
            behind |= first != null && first.sequence() > told + 1;
            return !behind;
        } finally {
            lock.unlock();
        }
    }

    /// From here on lines are kept again, so that none falls between disk and memory.
    private void reread() {
        lock.lock();
        try {
            behind = false;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        var position = new AtomicLong(told);
        log.lines(session, told, line -> tell(new LogLine(session, position.incrementAndGet(), line)));
    }

    private void tellWaiting() {
        while (true) {
            LogLine line;
            lock.lock();
            try {
                line = waiting.peek();
                if (line == null || line.sequence() > told + 1) {
                    return;
                }
                waiting.remove();
            } finally {
                lock.unlock();
            }
            tell(line);
        }
    }

    private void tell(LogLine line) {
        if (line.sequence() > told && !isClosed()) {
            watcher.accept(line);
            told = line.sequence();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
