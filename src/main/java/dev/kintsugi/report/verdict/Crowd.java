package dev.kintsugi.report.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of a caller's calls of a session were under way at once with the same question, as in a load test. Of these nobody
/// can tell which is the next attempt of one that failed and which is a new call. Immutable once made.
record Crowd(Map<Asking, List<CallSeen>> calls) {
    /// The same question as far as the log tells.
    record Asking(Models.Asked asked, String model) {
        static Asking in(CallSeen call) { return new Asking(Models.Asked.in(call), call.call().model()); }
    }

    static Crowd of(List<CallSeen> calls) {
        var all = new HashMap<Asking, List<CallSeen>>();
        calls.forEach(c -> all.computeIfAbsent(Asking.in(c), _ -> new ArrayList<>()).add(c));
        return new Crowd(all);
    }

    /// Whether another turn's call was under way between the beginning of one call and that of the next in its turn.
    boolean between(CallSeen before, CallSeen now) {
        return calls.getOrDefault(Asking.in(now), List.of()).stream()
                .anyMatch(c -> c.arrivedMs() < now.arrivedMs() && c.answeredMs() > before.arrivedMs()
                        && !c.place().equals(now.place()) && saysTheSame(c, before));
    }

    private static boolean saysTheSame(CallSeen one, CallSeen other) {
        return one.said() == other.said() || one.said() == 0 || other.said() == 0;
    }
}
