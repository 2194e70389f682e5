package dev.kintsugi.domain.event;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Some of the kinds of events. Tells by a look whether a line of a log holds one of them, so that only such lines need to
/// be parsed. Immutable and safe for many threads.
public final class EventKinds {
    private static final String BEFORE = "\"type\":\"";

    private final Set<String> names;

    private EventKinds(Set<String> names) { this.names = names; }

    /// @param types events, or families of them, which stand for all their members
    @SafeVarargs
    public static EventKinds of(Class<? extends LabEvent>... types) {
        return new EventKinds(Stream.of(types).flatMap(EventTypes::members).map(EventTypes::name)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Whether a canonical line holds one of them. A line that is none holds nothing.
    public boolean on(String line) {
        // Nothing that a person or a model wrote stands before the type.
        var begin = line.indexOf(BEFORE) + BEFORE.length();
        var end = begin < BEFORE.length() ? -1 : line.indexOf('"', begin);
        return end >= 0 && names.contains(line.substring(begin, end));
    }
}
