package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.recovery.detect.Detectors;
import dev.kintsugi.recovery.detect.Knowledge;
import dev.kintsugi.recovery.detect.Observation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads what an agent remembers to have said with the detectors, each reply against what came before it: a history that
/// is poisoned spoils what follows. Stateless.
public final class PastReplies {
    /// How many of the latest messages are read, those of the user included.
    public static final int READ = 100;

    private PastReplies() {}

    /// A reply that a detector objects to.
    ///
    /// @param reply  the whole of it
    /// @param first  the first objection
    public record Doubt(String reply, Detection first) {}

    /// The replies among the latest hundred messages that look wrong, oldest first.
    ///
    /// @param agent its name
    /// @param tools what tools answered in the conversation
    /// @param today the date on which it was held
    public static List<Doubt> doubtful(List<Message> history, List<Passage> knowledge, String agent,
            List<ToolUse> tools, LocalDate today) {
        var known = Knowledge.of(knowledge, agent);
        var used = once(tools);
        var doubts = new ArrayList<Doubt>();
        for (int i = Math.max(0, history.size() - READ); i < history.size(); i++) {
            var message = history.get(i);
            if (message.role() == Role.ASSISTANT) {
                Detectors
                        .check(new Observation(message.content(), FinishReason.STOP, history.subList(0, i), known, used,
                                used, today), 0)
                        .stream().findFirst()
                        .ifPresent(found -> doubts.add(new Doubt(message.content(), found)));
            }
        }
        return doubts;
    }

    /// Each call once: over a whole conversation the same is asked again and again, which is no loop.
    private static List<ToolUse> once(List<ToolUse> tools) {
        var last = new LinkedHashMap<Object, ToolUse>();
        tools.forEach(use -> last.put(List.of(use.call().name(), use.call().arguments()), use));
        return List.copyOf(last.values());
    }
}
