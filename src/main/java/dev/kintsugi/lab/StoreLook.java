package dev.kintsugi.lab;

import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.store.StoreHealth;

/// Looks how the stores are, and tells watchers when that changed. Safe for use by many threads.
final class StoreLook {
    private final Journal journal;
    private final StateStore states;
    private final Watchers watchers;
    private StoreHealth log;
    private StoreHealth state;

    StoreLook(Journal journal, StateStore states, Watchers watchers) {
        this.journal = journal;
        this.states = states;
        this.watchers = watchers;
        this.log = journal.health();
        this.state = states.health();
    }

    synchronized void again() {
        var now = journal.health();
        if (!now.equals(log)) {
            log = now;
            watchers.tell(new LabNews.StoreChanged(now));
        }
        var then = states.health();
        if (!then.equals(state)) {
            state = then;
            watchers.tell(new LabNews.StateChanged(then));
        }
    }
}
