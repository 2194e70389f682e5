package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
            case Work.Append(var batch) -> BatchTables.write(handle, java.util.List.of(batch));
            case Work.Change<T>(var body) -> result = body.apply(handle);
        }
    }

    @SuppressWarnings("NullAway") // a batch has no answer, a change has set one
    void succeed() { answer.complete(result); }

    void fail(Problem problem) { answer.completeExceptionally(problem); }

    /// Waits for the answer however often the thread is interrupted: what is being committed cannot be called back.
    T await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw (Problem) Objects.requireNonNull(e.getCause());
        }
    }
}
