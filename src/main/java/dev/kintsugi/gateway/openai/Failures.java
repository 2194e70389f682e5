package dev.kintsugi.gateway.openai;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.wire.Sending;
import dev.kintsugi.fault.wire.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shows an error as a provider's wire does. Immutable.
///
/// @param dialect in which it was asked
/// @param headers of an answer that no provider gave
record Failures(Dialect dialect, Map<String, String> headers) {
    /// How an error looks from outside. Immutable.
    ///
    /// @param steps what happens on the wire
    record Look(List<Step> steps, Ending ending, int status, long retryAfterMs, boolean mayRetry, String words) {}

    /// A timeout that a fault made is silence and a closed connection; of a provider's own the caller is told.
    Look of(AgentError error, boolean injected) {
        var wire = error.wire();
        var told = wire.told();
        if (told != null) {
            return asItCame(told, wire);
        }
        return switch (wire.fault()) {
            case HTTP -> http(wire.status(), wire);
            case READ_TIMEOUT, CONNECT_TIMEOUT, STALLED -> injected
                    ? new Look(List.of(new Step.Cut()), Ending.CLOSED, 0, 0, true, wire.message())
                    : http(504, wire);
            case CONNECT, RESET -> injected
                    ? new Look(List.of(new Step.Reset()), Ending.RESET, 0, 0, true, wire.message())
                    : http(502, wire);
            case MALFORMED, EMPTY, TRUNCATED, STREAM_ERROR -> http(502, wire);
            case STATE_TOO_LARGE, MISSING_KEY -> http(500, wire);
        };
    }

    private Look http(int status, WireError wire) {
        return look(dialect.vendor().error(status, wire, dialect.api(), headers), Ending.ERROR, wire);
    }

    private Look asItCame(WireError.Told told, WireError wire) {
        var id = dialect.vendor().requestHeader();
        var all = new LinkedHashMap<>(told.headers());
        all.putIfAbsent(id, headers.getOrDefault(id, ""));
        return look(new WireError.Told(told.status(), all, told.body()), switch (wire.fault()) {
            case EMPTY -> Ending.EMPTY;
            case MALFORMED -> Ending.BROKEN;
            default -> Ending.ERROR;
        }, wire);
    }

    private static Look look(WireError.Told shown, Ending ending, WireError wire) {
        var sending = Sending.whole(shown.status(), shown.headers(), shown.body());
        return new Look(sending.undisturbed(), ending, shown.status(), wait(wire).toMillis(), wire.canHeal(),
                new String(wire.message().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static Duration wait(WireError wire) {
        var asked = wire.retryAfter();
        return asked == null ? Duration.ZERO : asked;
    }
}
