package dev.kintsugi.lab;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells what the lab itself works out from what others drive. Stateless.
final class Foreign {
    private static final String HEDGE = Pattern.Hedge.STANDARD.name();

    private Foreign() {}

    /// The turns that a program behind the gateway drove, or a plan of tools: those without a message to the lab's agent.
    static Set<Integer> turns(List<Entry> log) {
        var foreign = new HashSet<Integer>();
        var told = new HashMap<Integer, LabEvent>();
        for (var entry : log) {
            if (entry.event() instanceof LabEvent.CallArrived || driven(entry, told)) {
                foreign.add(entry.turn());
            }
            told.put(entry.turn(), entry.event());
        }
        return foreign;
    }

    /// After a message the lab's own turn takes a checkpoint at once, unless it was stopped right there.
    private static boolean driven(Entry entry, Map<Integer, LabEvent> told) {
        return entry.turn() > 0 && told.get(entry.turn()) instanceof LabEvent.MessageReceived
                && !(entry.event() instanceof LabEvent.CheckpointTaken)
                && !(entry.event() instanceof LabEvent.TurnInterrupted);
    }

    /// The turns in which two attempts raced each other on the wall's time: who came first cannot be worked out again. In
    /// virtual time it can.
    static Set<Integer> raced(List<Entry> log) {
        var raced = new HashSet<Integer>();
        for (var entry : log) {
            if (entry.event() instanceof LabEvent.SessionOpened opened && opened.virtual()) {
                return Set.of();
            }
            if (entry.event() instanceof LabEvent.Recovering e && e.step().action() == Step.Action.TRIED_AGAIN
                    && e.step().pattern().equals(HEDGE)) {
                raced.add(entry.turn());
            }
        }
        return raced;
    }

    /// Whether this may stand between two turns: somebody's doing, which no turn comes to by itself.
    static boolean between(LabEvent event) {
        return switch (event) {
            case LabEvent.SettingChanged _,LabEvent.PatienceChanged _,LabEvent.Disconnected _,LabEvent.CooldownEnded _,LabEvent.PanicStopped _,LabEvent.OfPeople _,LabEvent.OfWork _,LabEvent.ToolUsed _,LabEvent.Paused _ ->
                true;
            case LabEvent.SessionOpened _,LabEvent.SessionReopened _,LabEvent.MessageReceived _,LabEvent.ScenarioStep _,LabEvent.CheckpointTaken _,LabEvent.Decided _,LabEvent.Injected _,LabEvent.Attempted _,LabEvent.ToolIntended _,LabEvent.Detected _,LabEvent.Recovering _,LabEvent.Exposed _,LabEvent.Delivered _,LabEvent.TurnConcluded _,LabEvent.TurnInterrupted _,LabEvent.AgentRestarted _,LabEvent.SessionReset _,LabEvent.CallArrived _,LabEvent.CallAnswered _,LabEvent.CallServed _,LabEvent.OfOutside _ ->
                false;
        };
    }
}
