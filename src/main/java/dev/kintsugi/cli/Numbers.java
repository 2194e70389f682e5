package dev.kintsugi.cli;

import java.math.BigDecimal;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads numbers, and says in words of people what is none. Stateless.
final class Numbers {
    private Numbers() {}

    static void readIn(CommandLine line) {
        line.registerConverter(BigDecimal.class, reading(BigDecimal::new, "a number"));
        line.registerConverter(Long.class, reading(Long::valueOf, "a whole number of at most 64 bits"));
        line.registerConverter(int.class, reading(Integer::valueOf, "a whole number of at most 32 bits"));
        line.registerConverter(Integer.class, reading(Integer::valueOf, "a whole number of at most 32 bits"));
    }

    private static <T> ITypeConverter<T> reading(Function<String, T> parse, String kind) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not " + kind);
            }
        };
    }
}
