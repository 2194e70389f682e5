package dev.kintsugi.recovery;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a circuit breaker stands, for showing. Immutable.
///
/// @param service   whose calls pass through it: a model or a tool
/// @param failures  failures that it counts at the moment
/// @param threshold how many would open it
/// @param opened    how often it has opened since it was new
/// @param until     when it will let a probe through; absent unless it is open
public record Circuit(String service, State state, int failures, int threshold, int opened,
        @Nullable Instant until) {
    /// The three states of a breaker.
    public enum State {
        CLOSED, OPEN, HALF_OPEN;

        /// E.g. `half-open`.
        public String words() { return name().toLowerCase(Locale.ROOT).replace('_', '-'); }
    }
}
