package dev.kintsugi.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
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
        line.getCommandSpec().options().stream().map(OptionSpec::type).filter(Class::isEnum).distinct()
                .forEach(type -> choose(line, type));
    }

    /// An empty name would be the folder that one happens to stand in: of a script whose variable is not set, mostly.
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new InvalidPathException(text, "empty");
        }
        return Path.of(text);
    }

    /// One of the constants, in small letters as the help writes them, or in large ones.
    private static <T> void choose(CommandLine line, Class<T> type) {
        var all = new LinkedHashMap<String, T>();
        for (var constant : type.getEnumConstants()) {
            all.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
        }
        line.registerConverter(type, text -> Optional.ofNullable(all.get(text.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is none of " + String.join(", ", all.keySet()))));
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
