package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which models a caller asked in a session, by what it asked them, and when last. Immutable once made.
record Models(Map<Asked, Map<Models.Way, Long>> last) {
    /// The same conversation as far as the log tells.
    record Asked(int messages, @Nullable Text lastAnswer) {
        static Asked in(CallSeen call) { return new Asked(call.call().messages(), call.call().lastAnswer()); }
    }

    /// A model, and the last message that it was asked with.
    record Way(String model, int said) {
        static Way of(CallSeen call) { return new Way(call.call().model(), call.said()); }

        /// Whether it is the same question in other words of the protocol, or goes to somebody else.
        boolean standsFor(CallSeen call) {
            return !model.equals(call.call().model()) || said != 0 && said == call.said();
        }
    }

    static Models of(List<CallSeen> calls) {
        var last = new HashMap<Asked, Map<Way, Long>>();
        calls.forEach(c -> last.computeIfAbsent(Asked.in(c), _ -> new HashMap<>())
                .merge(Way.of(c), c.arrivedMs(), Math::max));
        return new Models(last);
    }

    /// Whether the caller took the same conversation to another model after this call was answered, or asked the same
    /// in another way: without a stream, with other parameters, or by the other interface.
    boolean askedAnother(CallSeen call) {
        return last.getOrDefault(Asked.in(call), Map.of()).entrySet().stream()
                .anyMatch(e -> e.getKey().standsFor(call) && e.getValue() >= call.answeredMs()
                        && !(e.getKey().equals(Way.of(call)) && e.getValue() == call.arrivedMs()));
    }
}
