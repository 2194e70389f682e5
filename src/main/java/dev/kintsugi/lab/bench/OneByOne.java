package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;
import java.util.concurrent.locks.ReentrantLock;

/// The same journal, but each batch has to wait until the one before is on disk: what grouping is held against. Safe
/// for many threads.
record OneByOne(Journal journal, ReentrantLock lock) implements ForwardingJournal {
    @Override
    public void append(Batch batch) {
        lock.lock();
        try {
            journal.append(batch);
        } finally {
            lock.unlock();
        }
    }
}
