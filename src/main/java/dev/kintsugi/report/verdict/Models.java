package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which models a caller asked in a session, by what it asked them, and when last. Immutable once made.
record Models(Map<Asked, Map<String, Long>> last) {
    /// The same conversation as far as the log tells.
    record Asked(int messages, Text lastAnswer) {
        static Asked in(CallSeen call) { return new Asked(call.call().messages(), call.call().lastAnswer()); }
    }

    static Models of(List<CallSeen> calls) {
        var last = new HashMap<Asked, Map<String, Long>>();
        calls.forEach(c -> last.computeIfAbsent(Asked.in(c), _ -> new HashMap<>())
                .merge(c.call().model(), c.arrivedMs(), Math::max));
        return new Models(last);
    }

    /// Whether the caller took the same conversation to another model after this call was answered.
    boolean askedAnother(CallSeen call) {
        return last.getOrDefault(Asked.in(call), Map.of()).entrySet().stream()
                .anyMatch(e -> !e.getKey().equals(call.call().model()) && e.getValue() >= call.answeredMs());
    }
}
