package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer that commits what many threads ask for, together. While one commit is under way the next group gathers; only
/// where many just wrote together does the writer wait a moment for them to come again. Safe for use by many threads.
///
/// When a group fails, each of its members is tried once more by itself: one that cannot be written harms only itself.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_GROUP = 256;
    private static final long COMPANY_NANOS = Duration.ofMillis(3).toNanos();

    /// A commit that takes longer is told to whoever looks.
    private static final long SLOW_NANOS = Duration.ofSeconds(2).toNanos();

    private final Database database;
    private final long tickMs;
    private final Duration patience;
    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Problem> trouble = new AtomicReference<>();
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
        var known = trouble.get();
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
                idle();
            } else {
                begun = Math.max(1, System.nanoTime());
                work(jobs);
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

    private void work(List<Job<?>> jobs) {
        var together = new ArrayList<Job<?>>();
        var steps = new LinkedHashMap<Job<?>, Work.Steps>();
        for (var job : jobs) {
            if (job.work() instanceof Work.Steps its) {
                steps.put(job, its);
            } else {
                together.add(job);
            }
        }
        if (!together.isEmpty()) {
            commit(together);
        }
        steps.forEach(this::steps);
    }

    private void steps(Job<?> job, Work.Steps steps) {
        try {
            stepped(job, steps);
        } catch (RuntimeException | Error e) {
            if (database.troubled(e)) {
                database.drop(e);
            }
            stepsAgain(job, steps);
        }
    }

    private void stepped(Job<?> job, Work.Steps steps) {
        if (steps.body().test(database)) {
            settle(List.of(job));
        } else {
            job.succeed();
        }
    }

    private void stepsAgain(Job<?> job, Work.Steps steps) {
        try {
            stepped(job, steps);
        } catch (RuntimeException | Error e) {
            note(e);
            job.fail(database.explain(e));
        }
    }

    private void commit(List<Job<?>> jobs) {
        try {
            database.transaction(handle -> together(handle, jobs));
            settle(jobs);
        } catch (RuntimeException | Error e) {
            apart(jobs, e);
        }
    }

    private static void together(Handle handle, List<Job<?>> jobs) {
        var batches = new ArrayList<Batch>();
        for (var job : jobs) {
            switch (job.work()) {
                case Work.Append(var batch) -> batches.add(batch);
                case Work.Change<?> _,Work.Steps _ -> job.alone(handle);
            }
        }
        if (!batches.isEmpty()) {
            BatchTables.write(handle, batches);
        }
    }

    private void settle(List<Job<?>> jobs) {
        if (trouble.getAndSet(null) != null) {
            LOG.info("the store works again");
        }
        jobs.forEach(Job::succeed);
    }

    private void apart(List<Job<?>> jobs, Throwable fault) {
        var lost = database.troubled(fault);
        if (lost) {
            database.drop(fault);
        } else if (jobs.size() == 1 && !database.passing(fault)) {
            jobs.getFirst().fail(database.explain(fault));
            return;
        }
        for (int i = 0; i < jobs.size(); i++) {
            if (!again(jobs.get(i), lost)) {
                var problem = trouble.get();
                jobs.subList(i, jobs.size()).forEach(job -> job.fail(problem == null ? Troubles.closed() : problem));
                return;
            }
        }
    }

    /// Tries one job by itself. False when the store itself does not work, so that the others need not try.
    private boolean again(Job<?> job, boolean lost) {
        try {
            database.transaction(handle -> {
                if (lost) {
                    job.again(handle);
                } else {
                    job.alone(handle);
                }
            });
            settle(List.of(job));
            return true;
        } catch (RuntimeException | Error e) {
            return !note(e) && refuse(job, lost, e);
        }
    }

    /// A batch that is refused may be there all the same: the commit whose answer was lost may have ended meanwhile.
    private boolean refuse(Job<?> job, boolean lost, Throwable fault) {
        if (lost && job.isThere(database)) {
            settle(List.of(job));
        } else {
            job.fail(database.explain(fault));
        }
        return true;
    }

    /// Remembers that the store does not work, if that is what the fault says.
    private boolean note(Throwable fault) {
        if (!database.troubled(fault)) {
            return false;
        }
        database.drop(fault);
        var problem = database.explain(fault);
        var known = trouble.get();
        if (known == null || !Objects.equals(problem.getMessage(), known.getMessage())) {
            trouble.set(problem);
            LOG.warn("the store does not work: {}", problem.getMessage(), fault);
        }
        return true;
    }

    private void idle() {
        try {
            if (trouble.get() != null) {
                database.transaction(JournalTables::probe);
            }
            database.idle(() -> !queue.isEmpty());
            settle(List.of());
        } catch (RuntimeException | Error e) {
            if (!note(e)) {
                LOG.warn("tidying up the store failed", e);
            }
        }
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
