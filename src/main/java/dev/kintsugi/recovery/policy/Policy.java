package dev.kintsugi.recovery.policy;

import dev.kintsugi.domain.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which patterns stand around a call, outermost first, and what one turn may cost at most. Immutable.
///
/// Refuses with a [Problem] a pattern that stands in it twice.
///
/// @param patterns    outermost first; empty means that nothing is ever mended
/// @param limit       lab time for one turn, all attempts and pauses together. Default 300 s
/// @param maxAttempts attempts in one turn, whatever the patterns would add up to. Default 10
/// @param budget      extra attempts over many turns
public record Policy(String name, List<Pattern> patterns, Duration limit, int maxAttempts, Budget budget) {
    public static final Duration LIMIT = Duration.ofSeconds(300);
    public static final int MAX_ATTEMPTS = 10;

    public Policy {
        patterns = List.copyOf(patterns);
        Check.positive(name, "limit", limit);
        Check.range(name, "max_attempts", maxAttempts, 1, 100);
        var seen = new HashSet<String>();
        for (var pattern : patterns) {
            if (!seen.add(pattern.name())) {
                throw new Problem("Recovery policy '" + name + "' cannot work like this",
                        pattern.name() + " stands in it twice", "Leave one of them out");
            }
        }
    }

    public Policy(String name, List<Pattern> patterns, Duration limit, int maxAttempts) {
        this(name, patterns, limit, maxAttempts, Budget.STANDARD);
    }

    public Policy(String name, List<Pattern> patterns) { this(name, patterns, LIMIT, MAX_ATTEMPTS); }

    /// The order that is its real name, outermost first, e.g. `degrade > cache > retry x3 > timeout`; `none` when empty.
    public String order() {
        return patterns.isEmpty()
                ? "none"
                : patterns.stream().map(Pattern::printed).collect(Collectors.joining(" > "));
    }

    /// Whether a pattern of this kind stands in it.
    public boolean has(Class<? extends Pattern> kind) { return find(kind) != null; }

    /// Whether it reads replies with the detectors.
    public boolean verifies() { return has(Pattern.Verify.class); }

    /// Whether a reply that its detectors object to is asked for again, and not just delivered.
    public boolean mendsReplies() {
        var verify = find(Pattern.Verify.class);
        return verify != null
                && (verify.reasks() > 0 || has(Pattern.Checkpoint.class) || has(Pattern.ModelFallback.class));
    }

    /// The pattern of this kind; absent when there is none.
    public <P extends Pattern> @Nullable P find(Class<P> kind) {
        for (var pattern : patterns) {
            if (kind.isInstance(pattern)) {
                return kind.cast(pattern);
            }
        }
        return null;
    }

    /// The same with these patterns.
    public Policy with(String other, List<Pattern> others) {
        return new Policy(other, others, limit, maxAttempts, budget);
    }
}
