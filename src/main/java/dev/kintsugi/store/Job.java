package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Work on its way to the writer, and the answer on its way back. One thread waits, the writer answers.
final class Job<T> {
    private final Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;

    Job(Work<T> work) { this.work = work; }

    Work<T> work() { return work; }

    /// Does the work, unless it is a batch that a commit of unknown fate has written already.
    void again(Handle handle) {
        if (!(work instanceof Work.Append(var batch) && JournalTables.has(handle, batch))) {
            alone(handle);
        }
    }

    void alone(Handle handle) {
        switch (work) {
            case Work.Append(var batch) -> BatchTables.write(handle, List.of(batch));
            case Work.Change<T>(var body) -> result = body.apply(handle);
            case Work.Steps _ -> throw new IllegalStateException("its transactions are its own");
        }
    }

    @SuppressWarnings({"NullAway", "unchecked"}) // a change has set its answer, all else was done
    void succeed() { answer.complete(work instanceof Work.Change ? result : (T) Boolean.TRUE); }

    void fail(Problem problem) { answer.completeExceptionally(problem); }

    /// Whether this is a batch that lies in the log. False when that cannot be told.
    boolean isThere(Database database) {
        if (!(work instanceof Work.Append(var batch))) {
            return false;
        }
        var found = new boolean[1];
        try {
            database.transaction(handle -> found[0] = JournalTables.has(handle, batch));
        } catch (RuntimeException _) {
            return false;
        }
        return found[0];
    }

    /// Waits for the answer however often the thread is interrupted: what is being committed cannot be called back.
    /// Absent when none came in time.
    Optional<T> await(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var interrupted = false;
        try {
            while (true) {
                try {
                    return Optional.of(answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw (Problem) Objects.requireNonNull(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
