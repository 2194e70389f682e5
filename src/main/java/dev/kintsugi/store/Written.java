package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;

/// What stands in the file in front of the tables. Immutable.
sealed interface Written {
    SessionId session();

    /// A batch was appended.
    record Appended(Batch batch) implements Written {
        @Override
        public SessionId session() { return batch.id(); }
    }

    /// A session was forgotten.
    record Deleted(SessionId session) implements Written {}
}
