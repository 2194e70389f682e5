package dev.kintsugi.store;

import dev.kintsugi.domain.store.Batch;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// What the writer is asked to do inside a transaction. Batches are a kind of their own because many of them are
/// written together.
sealed interface Work<T> {
    /// Write a batch.
    record Append(Batch batch) implements Work<Boolean> {}

    /// Do something else, and answer. Doing it twice must do no harm: it is done again when a commit's fate is unknown.
    record Change<T>(Function<Handle, T> body) implements Work<T> {}

    /// Do something in transactions of its own, and tell whether there was something to do. Like a change it may be done
    /// again.
    record Steps(Predicate<Database> body) implements Work<Boolean> {}
}
