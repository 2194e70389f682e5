package dev.kintsugi.network;

import java.util.concurrent.atomic.AtomicBoolean;

/// A toxic as one direction of one connection meets it: whether it acts here, and what it has seen. Guarded by its link.
final class Stage {
    private final Acted acted;
    private volatile ToxicRule rule;
    volatile boolean acts;
    /// Among the toxics of its direction; of one that is gone, where it stood.
    int place;
    private final AtomicBoolean told = new AtomicBoolean();
    /// Bytes that went through.
    long passed;
    /// Until when the line is taken, for what lets only so much through; nanoseconds.
    long busyUntil;
    /// Pieces that were drawn for.
    int draws;

    /// Is told of a toxic the first time it acts on a connection.
    @FunctionalInterface
    interface Acted {
        void on(ToxicRule rule);
    }

    Stage(ToxicRule rule, Acted acted) {
        this.rule = rule;
        this.acted = acted;
    }

    ToxicRule rule() { return rule; }

    Toxic toxic() { return rule.toxic(); }

    /// Its attributes may have changed; what it has seen stays.
    void becomes(ToxicRule other, boolean acting) {
        rule = other;
        acts = acting;
    }

    void act() {
        if (told.compareAndSet(false, true)) {
            acted.on(rule);
        }
    }
}
