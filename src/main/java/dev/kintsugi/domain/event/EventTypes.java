package dev.kintsugi.domain.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of events and constants on a line. Stateless.
final class EventTypes {
    private static final Map<String, Class<?>> BY_NAME = members(LabEvent.class)
            .collect(Collectors.toMap(EventTypes::name, Function.identity()));
    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) { return name(type); }
    };

    /// The wire names of an enum's constants, by ordinal.
    private static final ClassValue<String[]> CONSTANTS = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants()).map(c -> snake(((Enum<?>) c).name())).toArray(String[]::new);
        }
    };

    private EventTypes() {}

    /// The events of a family; of an event itself, that one.
    static Stream<Class<?>> members(Class<?> type) {
        return type.isInterface()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventTypes::members)
                : Stream.of(type);
    }

    static String name(LabEvent event) { return NAMES.get(event.getClass()); }

    static Optional<Class<?>> type(String name) { return Optional.ofNullable(BY_NAME.get(name)); }

    static String wire(Enum<?> constant) { return CONSTANTS.get(constant.getDeclaringClass())[constant.ordinal()]; }

    static String snake(String constant) { return constant.toLowerCase(Locale.ROOT); }

    static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
