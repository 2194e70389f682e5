package dev.kintsugi.agent.pack;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A kind of thing that people name: a policy number, a city, a day. Immutable.
///
/// @param patterns how it is written, regardless of case; the first group, if any, is the value
/// @param shape    its canonical form, `{1}` for the first group; empty keeps what was written
/// @param values   or: the values there are, each with the words that mean it
/// @param group    entities of one group displace each other: the last one named counts
/// @param ours     read from what the agent said instead, e.g. the reference of a booking it made
/// @param lasting  whether it stays known for the whole conversation, or only while one matter is dealt with
public record Entity(String name, List<Pattern> patterns, String shape, Map<String, List<String>> values, String group,
        boolean lasting, boolean ours) {
    public Entity {
        Words.filled("an entity's name", name);
        patterns = List.copyOf(patterns);
        values = Map.copyOf(values);
        if (patterns.isEmpty() && values.isEmpty()) {
            throw new IllegalArgumentException("entity '" + name + "' has neither patterns nor values");
        }
    }
}
