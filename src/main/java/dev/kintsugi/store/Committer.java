package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits a group of jobs together. When that fails, each of its members is tried once more by itself: one that cannot be
/// written harms only itself. For the writer's thread; its trouble may be asked by any.
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final Database database;
    private final AtomicReference<@Nullable Problem> trouble = new AtomicReference<>();

    Committer(Database database) { this.database = database; }

    /// What keeps the store from working, absent while it works.
    @Nullable
    Problem trouble() { return trouble.get(); }

    /// Writes them, each exactly once, and tells each how it ended.
    void work(List<Job<?>> jobs) {
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

    /// Nothing is to be written: tries a store that failed again, or has it tidied up.
    void idle(BooleanSupplier busy) {
        try {
            if (trouble.get() != null) {
                database.transaction(JournalTables::probe);
            }
            database.idle(busy);
            settle(List.of());
        } catch (RuntimeException | Error e) {
            if (!note(e)) {
                LOG.warn("tidying up the store failed", e);
            }
        }
    }
}
