package dev.kintsugi.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads numbers and names of files, and says in words of people what is none. Stateless.
final class Arguments {
    private Arguments() {}

    static void readIn(CommandLine line) {
        line.registerConverter(BigDecimal.class, reading(BigDecimal::new, "a number"));
        line.registerConverter(Long.class, reading(Long::valueOf, "a whole number of at most 64 bits"));
        line.registerConverter(int.class, reading(Integer::valueOf, "a whole number of at most 32 bits"));
        line.registerConverter(Integer.class, reading(Integer::valueOf, "a whole number of at most 32 bits"));
        line.registerConverter(Path.class, reading(Arguments::path, "the name of a file or folder"));
    }

    /// An empty name would be the folder that one happens to stand in: of a script whose variable is not set, mostly.
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new InvalidPathException(text, "empty");
        }
        return Path.of(text);
    }

    private static <T> ITypeConverter<T> reading(Function<String, T> parse, String kind) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (NumberFormatException | InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is not " + kind);
            }
        };
    }
}
