package dev.kintsugi.workbench.health;

import dev.kintsugi.lab.Session;
import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.recovery.RecoveryHealth;
import dev.kintsugi.report.recovery.Alert;
import dev.kintsugi.report.recovery.RecoveryCounts;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.List;

/// How the recovery of one session stands at one moment. Immutable.
///
/// @param from lab time of the first turn
/// @param to   lab time at which the last one was over, or is now
record Glance(RecoveryHealth health, RecoveryCounts counts, List<Alert> alerts, PeopleCount people, int turns,
        long from, long to) {
    Glance {
        alerts = List.copyOf(alerts);
    }

    /// Reads the session; not for the FX thread, for it reads every event.
    static Glance of(Session session) {
        var turns = session.turns();
        var counts = session.recoveryCounts();
        var last = turns.isEmpty() ? null : turns.getLast();
        return new Glance(session.recoveryHealth(), counts, session.alerts(), PeopleCount.of(turns),
                turns.size(), turns.isEmpty() ? 0 : turns.getFirst().startedMs(), last == null ? 0 : end(last));
    }

    private static long end(TurnStory turn) { return turn.startedMs() + Math.max(1, turn.processingMs()); }

    boolean healthy() { return health.healthy() && alerts.isEmpty(); }

    /// What is not as it should be, each in a few words; empty when all is well.
    List<String> ailing() {
        var all = new ArrayList<String>();
        health.circuits().stream().filter(c -> c.state() != Circuit.State.CLOSED)
                .forEach(c -> all.add("the circuit of " + c.service() + " is " + c.state().words()));
        health.models().stream().filter(m -> !m.well())
                .forEach(m -> all.add(m.model() + " failed " + m.failuresInRow() + " times in a row"));
        health.bulkheads().stream().filter(b -> b.inside() >= b.width())
                .forEach(b -> all.add("the compartment of " + b.service() + " is full"));
        alerts.stream().filter(a -> !a.summary().startsWith("The circuit of "))
                .forEach(a -> all.add(Character.toLowerCase(a.summary().charAt(0)) + a.summary().substring(1)));
        return all;
    }
}
