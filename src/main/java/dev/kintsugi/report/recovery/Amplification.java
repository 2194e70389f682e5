package dev.kintsugi.report.recovery;

import dev.kintsugi.report.story.Words;
import java.util.Locale;
import java.util.OptionalDouble;

/// Retry amplification: calls on the wire against the calls the work needed. Immutable.
///
/// @param wire    calls made, to models and tools, failed ones included
/// @param logical calls that one sound attempt of each turn makes: the places in it that were ever called over a wire
public record Amplification(int wire, int logical) {
    /// Calls on the wire for each logical call; absent without any.
    public OptionalDouble ratio() {
        return logical == 0 ? OptionalDouble.empty() : OptionalDouble.of(wire / (double) logical);
    }

    /// E.g. `2.50 (15 calls for 6)`; `no data` without any.
    public String words() {
        return logical == 0
                ? "no data"
                : String.format(Locale.ROOT, "%.2f (%s for %d)", wire / (double) logical,
                        Words.counted(wire, "call"), logical);
    }
}
