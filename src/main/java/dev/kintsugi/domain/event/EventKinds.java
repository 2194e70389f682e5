package dev.kintsugi.domain.event;

import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Some of the kinds of events. Tells by a look whether a line of a log holds one of them, or stands for one, so that only
/// such lines need to be parsed. Immutable and safe for many threads.
public final class EventKinds {
    private static final String BEFORE = "\"type\":\"";

    /// What a call that was served stands for.
    private static final Set<Class<?>> SERVED = Set.of(LabEvent.MessageReceived.class, LabEvent.Decided.class,
            LabEvent.CallArrived.class, LabEvent.Attempted.class, LabEvent.CallAnswered.class, LabEvent.Delivered.class,
            LabEvent.TurnConcluded.class);

    private final Set<String> names;

    private EventKinds(Set<String> names) { this.names = names; }

    /// @param types events, or families of them, which stand for all their members
    @SafeVarargs
    public static EventKinds of(Class<? extends LabEvent>... types) {
        var members = Stream.of(types).flatMap(EventTypes::members).collect(Collectors.toSet());
        if (!Collections.disjoint(members, SERVED)) {
            members.add(LabEvent.CallServed.class);
        }
        return new EventKinds(members.stream().map(EventTypes::name).collect(Collectors.toUnmodifiableSet()));
    }

    /// Whether a canonical line holds one of them. A line that is none holds nothing.
    public boolean on(String line) {
        // Nothing that a person or a model wrote stands before the type.
        var begin = line.indexOf(BEFORE) + BEFORE.length();
        var end = begin < BEFORE.length() ? -1 : line.indexOf('"', begin);
        return end >= 0 && names.contains(line.substring(begin, end));
    }
}
