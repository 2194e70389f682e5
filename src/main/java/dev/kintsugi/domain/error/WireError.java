package dev.kintsugi.domain.error;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the wire showed of a failed call. An injected error and a real one look the same here. Immutable.
///
/// @param status     HTTP status, 0 when there was none
/// @param type       the provider's error type, e.g. `server_error`; empty when it gave none
/// @param code       the provider's error code, e.g. `rate_limit_exceeded`; empty when it gave none
/// @param message    the provider's or the client's words
/// @param retryAfter how long the provider asked to wait
/// @param limit      for `context_length_exceeded` the limit that the message quotes, else 0
/// @param told       the provider's own answer; null where none came, and for an error that was injected
public record WireError(WireFault fault, int status, String type, String code, String message,
        @Nullable Duration retryAfter, int limit, @Nullable Told told) {
    /// What a provider answered in place of a reply, for whoever hands it on: it decides nothing here. Immutable.
    ///
    /// @param status  HTTP status
    /// @param headers its headers, by small name
    /// @param body    as it came; not to be changed
    public record Told(int status, Map<String, String> headers, byte[] body) {

        public Told {
            headers = Map.copyOf(headers);
        }
    }

    /// An error of which nothing else was told.
    public WireError(WireFault fault, int status, String type, String code, String message,
            @Nullable Duration retryAfter, int limit) {
        this(fault, status, type, code, message, retryAfter, limit, null);
    }

    public static WireError http(int status, String type, String code, String message) {
        return new WireError(WireFault.HTTP, status, type, code, message, null, 0);
    }

    public static WireError of(WireFault fault, String message) {
        return new WireError(fault, 0, "", "", message, null, 0);
    }

    public WireError withRetryAfter(@Nullable Duration wait) {
        return new WireError(fault, status, type, code, message, wait, limit, told);
    }

    public WireError withLimit(int tokens) {
        return new WireError(fault, status, type, code, message, retryAfter, tokens, told);
    }

    public WireError withTold(Told other) {
        return new WireError(fault, status, type, code, message, retryAfter, limit, other);
    }

    /// Whether trying again can help: 408, 409, 429 that is not a quota, 5xx and connection trouble can;
    /// 400, 401, 403, 404, 422, a quota, a missing key and too much state cannot.
    public boolean canHeal() {
        return switch (fault) {
            case HTTP -> status == 408 || status == 409 || status == 429 && !quota() || status >= 500;
            case CONNECT, CONNECT_TIMEOUT, READ_TIMEOUT, RESET, MALFORMED, EMPTY, TRUNCATED, STALLED, STREAM_ERROR ->
                true;
            case MISSING_KEY, STATE_TOO_LARGE -> false;
        };
    }

    public boolean quota() {
        return status == 429 && (code.equals("insufficient_quota") || type.equals("insufficient_quota"));
    }

    public boolean tooManyTokens() { return status == 400 && code.equals("context_length_exceeded"); }

    public boolean timeout() {
        return fault == WireFault.CONNECT_TIMEOUT || fault == WireFault.READ_TIMEOUT || fault == WireFault.STALLED
                || status == 408 || status == 504;
    }
}
