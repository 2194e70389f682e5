package dev.kintsugi.recovery;

import dev.kintsugi.domain.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The policies that have a name, and those that stand in files. Stateless.
public final class Policies {
    /// Nothing is mended: what happened is what the user gets.
    public static final Policy NONE = new Policy("none", List.of());

    /// What the window starts with.
    public static final Policy STANDARD = new Policy("standard",
            List.of(Pattern.Degrade.STANDARD, Pattern.Cache.STANDARD, Pattern.Checkpoint.STANDARD,
                    Pattern.ModelFallback.STANDARD, Pattern.Verify.STANDARD, Pattern.Retry.STANDARD,
                    Pattern.Breaker.ORCHESTRATION, Pattern.Timeout.STANDARD));

    /// The same patterns for someone who does not like to wait: short pauses, an early breaker, 5 s a call.
    public static final Policy CONVERSATIONAL = new Policy("conversational",
            List.of(Pattern.Degrade.STANDARD, Pattern.Cache.STANDARD, Pattern.Checkpoint.STANDARD,
                    Pattern.ModelFallback.STANDARD, Pattern.Verify.STANDARD, Pattern.Retry.CONVERSATIONAL,
                    Pattern.Breaker.CONVERSATIONAL, Pattern.Timeout.CONVERSATIONAL));

    /// The standard one, with a person outermost: asked before risky acts, called when nothing else helps.
    public static final Policy SUPERVISED = new Policy("supervised",
            Stream.concat(Stream.of(Pattern.Handoff.STANDARD), STANDARD.patterns().stream()).toList());

    private Policies() {}

    /// The names that [#named] knows besides files; aliases are left out.
    public static List<String> names() {
        return List.of(NONE.name(), STANDARD.name(), CONVERSATIONAL.name(),
                SUPERVISED.name());
    }

    /// The policy of this name (`none` or `off`, `standard` or `on`, `conversational`, `supervised`), or the one in this YAML file.
    /// Throws a [Problem] when there is neither.
    public static Policy named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "none", "off" -> NONE;
            case "standard", "on" -> STANDARD;
            case "conversational" -> CONVERSATIONAL;
            case "supervised" -> SUPERVISED;
            default -> PolicyFile.read(file(name.strip()));
        };
    }

    private static Path file(String name) {
        try {
            var file = Path.of(name);
            if (!name.isEmpty() && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw unknown(name, e);
        }
        throw unknown(name, null);
    }

    private static Problem unknown(String name, @Nullable Throwable cause) {
        return new Problem("There is no recovery policy '" + name + "'",
                "it is neither a known name nor a file that can be read",
                "Use one of " + String.join(", ", names()) + ", or the path of a policy file", Problem.Exit.USAGE,
                cause);
    }
}
