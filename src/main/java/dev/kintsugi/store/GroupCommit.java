package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One writer that commits what many threads ask for, together. While one commit is under way the next group gathers; only
/// where many just wrote together does the writer wait a moment for them to come again. Safe for use by many threads.
final class GroupCommit implements AutoCloseable {
    private static final int LARGEST_GROUP = 256;
    private static final long COMPANY_NANOS = Duration.ofMillis(3).toNanos();

    /// A commit that takes longer is told to whoever looks.
    private static final long SLOW_NANOS = Duration.ofSeconds(2).toNanos();

    private final Database database;
    private final long tickMs;
    private final Duration patience;
    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Committer committer;
    private final Thread writer;
    /// How many wrote together last. Used by the writer alone.
    private int company;
    /// When the group that is being committed began, 0 for none.
    private volatile long begun;
    private boolean closed;

    /// @param tickMs   how long nothing must come before the database may tidy up or be tried again
    /// @param patience how long a caller waits at most
    GroupCommit(Database database, long tickMs, Duration patience) {
        this.database = database;
        this.committer = new Committer(database);
        this.tickMs = tickMs;
        this.patience = patience;
        this.writer = Thread.ofPlatform().daemon().name("journal").start(this::write);
    }

    /// Does the work in a transaction and returns when it is committed. Throws a [Problem] when it is not, or when that is
    /// not known in time: then it may yet be written, which the session's next look at its log tells.
    <T> T run(Work<T> work) { return run(work, patience); }

    <T> T run(Work<T> work, Duration patience) {
        var job = new Job<>(work);
        synchronized (this) {
            if (closed) {
                throw Troubles.closed();
            }
            queue.add(job);
        }
        return job.await(patience)
                .orElseThrow(() -> Troubles.unanswered(database.place(), patience, queue.remove(job)));
    }

    /// What keeps the store from working, absent while it works.
    @Nullable
    Problem trouble() {
        var known = committer.trouble();
        var since = begun;
        var nanos = since == 0 ? 0 : System.nanoTime() - since;
        return known == null && nanos > SLOW_NANOS
                ? Troubles.slow(database.place(), Duration.ofNanos(nanos))
                : known;
    }

    private void write() {
        var jobs = new ArrayList<Job<?>>();
        while (gather(jobs)) {
            if (jobs.isEmpty()) {
                committer.idle(() -> !queue.isEmpty());
            } else {
                begun = Math.max(1, System.nanoTime());
                committer.work(jobs);
                begun = 0;
                jobs.clear();
            }
        }
    }

    /// Takes what has come, or nothing when nothing came for a tick. False when no more will come.
    private boolean gather(List<Job<?>> jobs) {
        try {
            var first = queue.poll(isClosed() ? 0 : tickMs, TimeUnit.MILLISECONDS);
            if (first != null) {
                jobs.add(first);
                awaitCompany(jobs);
            }
            return !jobs.isEmpty() || !isClosed() || !queue.isEmpty();
        } catch (InterruptedException _) {
            // Nobody but a leaving process interrupts this thread, and what was asked for is still written.
            return true;
        }
    }

    private synchronized boolean isClosed() { return closed; }

    /// Those of the last group will soon come again, and a commit for a few costs nearly what one for many does: waits a
    /// moment for most of them. Who wrote alone does not wait.
    private void awaitCompany(List<Job<?>> jobs) throws InterruptedException {
        var until = System.nanoTime() + COMPANY_NANOS;
        Job<?> next;
        do {
            queue.drainTo(jobs, LARGEST_GROUP - jobs.size());
            next = jobs.size() < company - company / 8
                    ? queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    : null;
            if (next != null) {
                jobs.add(next);
            }
        } while (next != null);
        company = jobs.size();
    }

    /// Writes what was asked for before, then closes the database. A job that does nothing wakes the writer.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.add(new Job<>(new Work.Steps(_ -> false)));
        }
        join();
        database.close();
    }

    private void join() {
        var interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
