package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts what recovery did, event by event. Not safe for use by several threads.
public final class RecoveryFold {
    private final Map<PatternOutcome, Integer> counts = new TreeMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<ErrorCategory, Integer> errors = new EnumMap<>(ErrorCategory.class);
    private final Map<String, Long> waits = new TreeMap<>();
    private final List<CircuitChange> circuits = new ArrayList<>();
    private final List<Healing> healings = new ArrayList<>();
    private HealingFold healing = new HealingFold();
    private int wire;
    private int logical;
    private int turn;
    private final Set<Integer> places = new HashSet<>();

    /// Takes one event in.
    public void add(Entry entry) {
        healing.add(entry);
        switch (entry.event()) {
            case LabEvent.MessageReceived _ -> {
                places.clear();
                turn = entry.turn();
            }
            case LabEvent.Attempted e -> attempted(e);
            case LabEvent.Recovering e -> {
                counts.merge(PatternOutcome.of(e.step()), 1, Integer::sum);
                CircuitChange.of(entry).ifPresent(circuits::add);
            }
            case LabEvent.SettingChanged e when e.ofPolicy() -> closeAll(entry);
            case LabEvent.SessionReopened _ -> closeAll(entry);
            case LabEvent.Paused e -> waits.merge(e.reason().name().toLowerCase(Locale.ROOT), e.plannedMs(),
                    Long::sum);
            case LabEvent.TurnConcluded e -> concluded(e);
            default -> {
            }
        }
    }

    /// Another policy, and another life of the session, begin with breakers of their own, and they begin closed; those that sessions share stay as they are.
    private void closeAll(Entry changed) {
        var last = new TreeMap<String, CircuitChange>();
        circuits.forEach(c -> last.put(c.service(), c));
        last.values().stream().filter(c -> !c.to().equals("closed") && !c.shared())
                .map(c -> new CircuitChange(c.service(),
                        c.to(), "closed", false, turn, changed.lab()))
                .forEach(circuits::add);
    }

    private void attempted(LabEvent.Attempted call) {
        wire++;
        if (places.add(call.call())) {
            logical++;
        }
        counts.merge(PatternOutcome.attempt(call.ok()), 1, Integer::sum);
        if (call.category() != null) {
            errors.merge(call.category(), 1, Integer::sum);
        }
    }

    private void concluded(LabEvent.TurnConcluded end) {
        outcomes.merge(end.outcome(), 1, Integer::sum);
        if (end.outcome().manifested()) {
            healings.add(healing.ended(end));
        }
        healing = new HealingFold();
    }

    /// What was counted so far.
    public RecoveryCounts counts() {
        return new RecoveryCounts(counts, outcomes, errors, waits, circuits, new Amplification(wire, logical),
                healings);
    }
}
