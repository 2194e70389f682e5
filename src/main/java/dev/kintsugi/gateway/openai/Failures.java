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
import org.jspecify.annotations.Nullable;

/// Shows an error as a provider's wire does. Stateless.
final class Failures {
    private static final String REQUEST_ID = "x-request-id";

    private Failures() {}

    /// How an error looks from outside. Immutable.
    ///
    /// @param steps what happens on the wire
    record Look(List<Step> steps, Ending ending, int status, long retryAfterMs, boolean mayRetry, String words) {}

    /// A timeout that a fault made is silence and a closed connection; of a provider's own the caller is told.
    ///
    /// @param conversation the parameter that holds the conversation
    static Look of(AgentError error, boolean injected, Map<String, String> headers, String conversation) {
        var wire = error.wire();
        var told = wire.told();
        if (told != null) {
            return asItCame(told, wire, headers.getOrDefault(REQUEST_ID, ""));
        }
        return switch (wire.fault()) {
            case HTTP -> http(wire.status(), wire, headers, conversation);
            case READ_TIMEOUT, CONNECT_TIMEOUT, STALLED -> injected
                    ? new Look(List.of(new Step.Cut()), Ending.CLOSED, 0, 0, true, wire.message())
                    : http(504, wire, headers, conversation);
            case CONNECT, RESET -> injected
                    ? new Look(List.of(new Step.Reset()), Ending.RESET, 0, 0, true, wire.message())
                    : http(502, wire, headers, conversation);
            case MALFORMED, EMPTY, TRUNCATED, STREAM_ERROR -> http(502, wire, headers, conversation);
            case STATE_TOO_LARGE, MISSING_KEY -> http(500, wire, headers, conversation);
        };
    }

    private static Look http(int status, WireError wire, Map<String, String> headers, String conversation) {
        var type = wire.type().isEmpty() ? status >= 500 ? "server_error" : "invalid_request_error" : wire.type();
        var body = new Refused(status, type, wire.tooManyTokens() ? conversation : null, orNull(wire.code()),
                wire.message()).body();
        var all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/json");
        var wait = wait(wire);
        if (!wait.isZero()) {
            all.put("retry-after", Long.toString(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000))));
            all.put("retry-after-ms", Long.toString(wait.toMillis()));
            var of = wire.type().equals("tokens") ? "tokens" : "requests";
            all.put("x-ratelimit-remaining-" + of, "0");
            all.put("x-ratelimit-reset-" + of, RateHeaders.span(wait));
        }
        if (wire.quota()) {
            all.put("x-should-retry", "false");
        }
        return look(new WireError.Told(status, all, body), Ending.ERROR, wire);
    }

    private static Look asItCame(WireError.Told told, WireError wire, String request) {
        var all = new LinkedHashMap<>(told.headers());
        all.putIfAbsent(REQUEST_ID, request);
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

    private static @Nullable String orNull(String text) { return text.isEmpty() ? null : text; }
}
