package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.Step;

/// Follows one turn from its failure to its end. For one thread.
final class HealingFold {
    private static final long NEVER = -1;

    private long failed = NEVER;
    private long noticed = NEVER;
    private long last;

    void add(Entry entry) {
        last = entry.lab();
        if (entry.event() instanceof LabEvent.Injected && failed == NEVER) {
            failed = entry.lab();
        }
        if (failed != NEVER && noticed == NEVER && notices(entry.event())) {
            noticed = entry.lab();
        }
    }

    private static boolean notices(LabEvent event) {
        return event instanceof LabEvent.Recovering e && (e.step().action() == Step.Action.SAW_ERROR
                || e.step().action() == Step.Action.FLAGGED || e.step().pattern().equals("hedge"));
    }

    Healing ended(LabEvent.TurnConcluded end) {
        var detected = noticed != NEVER;
        return new Healing(detected, (detected ? noticed : last) - Math.max(failed, 0),
                end.outcome() == Outcome.RECOVERED, detected ? last - noticed : 0);
    }
}
