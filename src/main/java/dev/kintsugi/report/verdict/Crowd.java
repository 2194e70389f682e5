package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.event.Ending;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The questions that a caller ever asked in a session several times at once, as a load test does. Of such calls nobody can
/// tell which is the next attempt of one that failed and which is a new one. Immutable once made.
record Crowd(Map<Place, Integer> said, Set<Asking> many) {
    /// The same question as far as the log tells.
    record Asking(Models.Asked asked, String model, int said) {}

    static Crowd of(List<CallSeen> calls) {
        var crowd = new Crowd(new HashMap<>(), new HashSet<>());
        calls.forEach(c -> crowd.said.merge(c.place(), c.said(), (first, next) -> first != 0 ? first : next));
        var busy = new HashMap<Asking, Long>();
        calls.stream().filter(c -> !hasLeft(c)).sorted(Comparator.comparingLong(CallSeen::arrivedMs)).forEach(c -> {
            var asking = crowd.asking(c);
            if (busy.getOrDefault(asking, 0L) > c.arrivedMs()) {
                crowd.many.add(asking);
            }
            busy.merge(asking, c.answeredMs(), Math::max);
        });
        return crowd;
    }

    /// Who left may come back before that is noticed.
    private static boolean hasLeft(CallSeen call) {
        var answer = call.answer();
        return answer != null && answer.ending() == Ending.LEFT;
    }

    private Asking asking(CallSeen call) {
        return new Asking(Models.Asked.in(call), call.call().model(), said.getOrDefault(call.place(), 0));
    }

    boolean holds(CallSeen call) { return many.contains(asking(call)); }
}
