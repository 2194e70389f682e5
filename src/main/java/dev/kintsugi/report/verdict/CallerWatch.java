package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers the calls of programs from the log and judges them, caller by caller. It looks at what a caller sends and
/// when, never at what the lab meant. Not safe for use by several threads.
public final class CallerWatch {
    private final Map<String, List<CallSeen>> byCaller = new LinkedHashMap<>();
    private final Map<String, CallSeen> waiting = new HashMap<>();
    private final Set<Place> over = new HashSet<>();

    /// A turn of a session.
    record Place(SessionId session, int turn) {}

    /// Takes the next event. The events of one session come in order; sessions may come one after the other.
    public void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.CallArrived e -> waiting.put(e.request(),
                    new CallSeen(entry.session(), entry.turn(), e, entry.wall(), null, 0));
            case LabEvent.CallAnswered e -> {
                var call = waiting.remove(e.request());
                if (call != null) {
                    byCaller.computeIfAbsent(call.call().caller(), _ -> new ArrayList<>())
                            .add(call.answered(e, entry.wall()));
                }
            }
            case LabEvent.TurnConcluded _ -> over.add(new Place(entry.session(), entry.turn()));
            default -> {
            }
        }
    }

    /// A verdict on every caller, in the order in which they first called.
    public List<CallerVerdict> verdicts() {
        return byCaller.entrySet().stream().map(e -> verdict(e.getKey(), e.getValue())).toList();
    }

    private CallerVerdict verdict(String caller, List<CallSeen> calls) {
        var found = new EnumMap<Habit, List<Evidence>>(Habit.class);
        var turns = new LinkedHashMap<Place, List<CallSeen>>();
        calls.stream().sorted(Comparator.comparingLong(CallSeen::arrivedMs))
                .forEach(c -> turns.computeIfAbsent(new Place(c.session(), c.turn()), _ -> new ArrayList<>()).add(c));
        turns.forEach((place, attempts) -> Attempts.judge(attempts, over.contains(place), found));
        bySession(turns).forEach(s -> Aftermath.judge(s, found));
        var findings = found.entrySet().stream().map(e -> new Finding(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing((Finding f) -> f.habit().severity()).reversed()).toList();
        return new CallerVerdict(caller, calls.size(), (int) calls.stream().filter(CallSeen::failed).count(), findings);
    }

    private static List<List<CallSeen>> bySession(Map<Place, List<CallSeen>> turns) {
        var sessions = new LinkedHashMap<SessionId, List<CallSeen>>();
        turns.forEach(
                (place, calls) -> sessions.computeIfAbsent(place.session(), _ -> new ArrayList<>()).addAll(calls));
        return List.copyOf(sessions.values());
    }
}
