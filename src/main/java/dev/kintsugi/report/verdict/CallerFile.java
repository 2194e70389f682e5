package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.SessionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What is known of one caller: its calls of late, and of those before what was found and how many they were.
final class CallerFile {
    private final List<CallSeen> calls = new ArrayList<>();
    private final Found settled = new Found();
    private int settledCalls;
    private int settledFailures;
    private int settledCutOff;
    private long seen;

    void add(CallSeen call, long now) {
        calls.add(call);
        seen = now;
    }

    /// The last call of that turn was cut off by the lab's own end.
    void cutOff(Place place) {
        for (var i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).place().equals(place)) {
                calls.set(i, calls.get(i).withCutOff());
                return;
            }
        }
    }

    /// When it was last seen, as a number that only grows.
    long seen() { return seen; }

    boolean holds() { return !calls.isEmpty(); }

    int calls() { return settledCalls + calls.size(); }

    /// Judges the older half of its calls for good, and tells how many they were. A turn is not torn: a call whose turn
    /// goes on later stays, so that nobody is accused of having given up.
    int settle(Map<Place, Boolean> over) {
        var later = new HashSet<Place>();
        var half = (calls.size() + 1) / 2;
        calls.subList(half, calls.size()).forEach(c -> later.add(c.place()));
        var old = calls.subList(0, half).stream().filter(c -> !later.contains(c.place())).toList();
        return settle(old.isEmpty() ? List.copyOf(calls) : old, over);
    }

    int settleAll(Map<Place, Boolean> over) { return settle(List.copyOf(calls), over); }

    private int settle(List<CallSeen> old, Map<Place, Boolean> over) {
        settled.addAll(judge(old, over));
        settledCalls += old.size();
        settledFailures += failures(old);
        settledCutOff += cutOff(old);
        Set<CallSeen> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(old);
        calls.removeIf(gone::contains);
        old.forEach(c -> over.remove(c.place()));
        return old.size();
    }

    /// Takes over what another one has settled.
    void take(CallerFile other) {
        settled.addAll(other.settled);
        settledCalls += other.settledCalls;
        settledFailures += other.settledFailures;
        settledCutOff += other.settledCutOff;
    }

    CallerVerdict verdict(String caller, Map<Place, Boolean> over) {
        var found = new Found();
        found.addAll(settled);
        found.addAll(judge(calls, over));
        return new CallerVerdict(caller, calls(), settledFailures + failures(calls), settledCutOff + cutOff(calls),
                found.findings());
    }

    private static int failures(List<CallSeen> calls) {
        return (int) calls.stream().filter(c -> c.failed() && !c.cutOff()).count();
    }

    private static int cutOff(List<CallSeen> calls) { return (int) calls.stream().filter(CallSeen::cutOff).count(); }

    private static Found judge(List<CallSeen> calls, Map<Place, Boolean> over) {
        var found = new Found();
        if (calls.stream().allMatch(CallerFile::isSmooth)) {
            return found;
        }
        var turns = new LinkedHashMap<Place, List<CallSeen>>();
        calls.stream().sorted(Comparator.comparingLong(CallSeen::arrivedMs))
                .forEach(c -> turns.computeIfAbsent(c.place(), _ -> new ArrayList<>()).add(c));
        var sessions = bySession(turns);
        var models = new HashMap<SessionId, Models>();
        var crowds = new HashMap<SessionId, Crowd>();
        sessions.forEach((session, all) -> {
            models.put(session, Models.of(all));
            crowds.put(session, Crowd.of(all));
        });
        var used = new HashSet<String>();
        sessions.values().forEach(s -> used.addAll(Aftermath.judge(s, found)));
        turns.forEach((place, attempts) -> Attempts.judge(attempts, over.getOrDefault(place, false),
                Objects.requireNonNull(models.get(place.session())),
                Objects.requireNonNull(crowds.get(place.session())), used, found));
        return found;
    }

    /// Among calls that all went well at their first attempt nobody finds anything.
    private static boolean isSmooth(CallSeen call) { return !call.failed() && call.call().attempt() == 1; }

    private static Map<SessionId, List<CallSeen>> bySession(Map<Place, List<CallSeen>> turns) {
        var sessions = new LinkedHashMap<SessionId, List<CallSeen>>();
        turns.forEach(
                (place, calls) -> sessions.computeIfAbsent(place.session(), _ -> new ArrayList<>()).addAll(calls));
        return sessions;
    }
}
