package dev.kintsugi.agent.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One step of an intent's plan: either something that must be known, or a tool to call. Immutable.
///
/// @param need entities of which one must be known, joined by `|`; empty for a call
/// @param ask  how to ask for it, several variants
/// @param call the tool's name; empty for a need
/// @param with the tool's arguments: parameter to value, where a value names an entity or a field of an earlier
///             result; a trailing `?` leaves the argument out when it is unknown, `=text` is the text itself
/// @param when conditions; the step is skipped unless they hold
public record Step(String need, List<String> ask, String call, Map<String, String> with, Map<String, String> when) {
    public Step {
        if (need.isEmpty() == call.isEmpty()) {
            throw new IllegalArgumentException("a step either needs something or calls a tool, not both or neither");
        }
        if (!need.isEmpty() && ask.isEmpty()) {
            throw new IllegalArgumentException("a step that needs '" + need + "' must say how to ask for it");
        }
        ask = ask.stream().map(Words::oneLine).toList();
        with = Map.copyOf(with);
        when = Map.copyOf(when);
    }

    /// Whether one of these entities is what the step asks for, or what its call cannot be made without.
    public boolean waitsFor(List<String> entities) {
        if (choices().stream().anyMatch(entities::contains)) {
            return true;
        }
        return !with.isEmpty() && with.values().stream().allMatch(source -> source.endsWith("?"))
                && with.values().stream().anyMatch(source -> entities.contains(source.replace("?", "")));
    }

    /// Entities of which one is enough.
    public List<String> choices() { return need.isEmpty() ? List.of() : Arrays.asList(need.split("\\|", -1)); }
}
