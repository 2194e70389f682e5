package dev.kintsugi.lab.watch;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;

/// A journal that tells tails of what it has put on disk. Safe for use by many threads.
public record TailedJournal(Journal journal, Tails tails) implements ForwardingJournal {
    @Override
    public void append(Batch batch) {
        journal.append(batch);
        tails.written(batch);
    }

    @Override
    public void delete(SessionId session) {
        journal.delete(session);
        tails.deleted(session);
    }

    @Override
    public void close() {
        tails.close();
        journal.close();
    }
}
