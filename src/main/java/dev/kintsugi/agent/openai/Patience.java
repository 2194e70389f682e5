package dev.kintsugi.agent.openai;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// How long somebody waits for an answer. Immutable.
///
/// @param within how long the whole answer may take by the clock on the wall
/// @param left   done when nobody waits for it any more
public record Patience(Duration within, CompletableFuture<?> left) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public Patience {
        within = within.compareTo(LONGEST) < 0 ? within : LONGEST;
    }

    /// As long as anybody would wait, until nobody does.
    public static Patience until(CompletableFuture<?> left) { return new Patience(LONGEST, left); }
}
