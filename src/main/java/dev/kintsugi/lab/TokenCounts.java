package dev.kintsugi.lab;

import dev.kintsugi.domain.model.Agent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts tokens as the session's agent does. The last few texts are not counted again: a reply is counted when it is
/// rewritten, and once more in the conversation it entered. Used by the session's lane only.
final class TokenCounts {
    private static final int KEPT = 4;

    private final Agent agent;
    private final Map<Counted, Integer> last = new LinkedHashMap<>();

    private record Counted(String model, String text) {}

    TokenCounts(Agent agent) { this.agent = agent; }

    int of(String model, String text) {
        var asked = new Counted(model, text);
        var known = last.get(asked);
        if (known != null) {
            return known;
        }
        if (last.size() >= KEPT) {
            last.remove(last.keySet().iterator().next());
        }
        var count = agent.countTokens(model, text);
        last.put(asked, count);
        return count;
    }
}
