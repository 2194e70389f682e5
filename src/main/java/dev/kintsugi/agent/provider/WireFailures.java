package dev.kintsugi.agent.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIException;
import com.openai.errors.SseException;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.time.LabClock;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// Says what the wire showed when a call threw. The library's own exception classes tell too little (a cut body is
/// "invalid data" to it), so causes decide. No message it makes holds the key. Immutable.
final class WireFailures {
    private final ProviderSettings settings;
    private final LabClock clock;

    WireFailures(ProviderSettings settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// What was thrown, by the first of its causes that the wire explains.
    ///
    /// @param answered whether the headers of a 2xx had come
    WireError of(Throwable thrown, boolean answered) {
        if (thrown instanceof Error broken) {
            throw broken;
        }
        var begun = answered;
        for (@Nullable
        Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            begun |= cause instanceof CutAnswer;
            var found = alone(cause, begun);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (begun || thrown instanceof OpenAIException) {
            return malformed("The answer does not have the form of a chat completion");
        }
        throw new IllegalStateException("the call could not be made", thrown);
    }

    WireError malformed(String message) { return error(WireFault.MALFORMED, message); }

    WireError error(WireFault fault, String message) { return WireError.of(fault, settings.key().redact(message)); }

    /// An error object where an answer was expected.
    WireError inStream(JsonNode body) {
        var error = ErrorBody.of(body);
        var message = error.message().isEmpty() ? "The provider broke its answer off with an error" : error.message();
        return new WireError(WireFault.STREAM_ERROR, 0, error.type(), error.normalCode(),
                settings.key().redact(message), null, error.contextLimit());
    }

    private Optional<WireError> alone(Throwable cause, boolean answered) {
        return Optional.ofNullable(switch (cause) {
            case HttpRefusal refusal -> refused(refusal);
            case SseException stream -> inStream(stream.body().convert(JsonNode.class));
            case ReplyPieces.Broken broken -> inStream(broken.body());
            case UnknownHostException _ -> error(WireFault.CONNECT, "There is no host for " + settings.address());
            case ConnectException e -> timedOut(e) ? connectTimeout() : unreachable();
            case NoRouteToHostException _ -> unreachable();
            case SSLException _ -> answered ? truncated() : insecure();
            case SocketTimeoutException e when !answered && connecting(e) -> connectTimeout();
            case SocketTimeoutException _ -> answered ? stalled() : readTimeout();
            case ProtocolException _ -> answered ? truncated() : malformed(settings.address() + " does not speak HTTP");
            case EOFException _ -> answered ? truncated() : reset();
            case CutAnswer _,JsonProcessingException _ -> null;
            case SocketException _ -> reset();
            case IOException e -> answered ? inBody(e) : reset();
            default -> null;
        });
    }

    WireError readTimeout() {
        return error(WireFault.READ_TIMEOUT, "No answer from " + settings.address() + " in time");
    }

    WireError stalled() { return error(WireFault.STALLED, "The answer stopped coming with the connection open"); }

    WireError truncated() { return error(WireFault.TRUNCATED, "The answer ended before its end"); }

    WireError empty() { return error(WireFault.EMPTY, "The answer is empty"); }

    private WireError reset() {
        return error(WireFault.RESET, "The connection to " + settings.address() + " was closed by the other side");
    }

    private WireError insecure() { return error(WireFault.CONNECT, "No secure connection to " + settings.address()); }

    /// Neither the library nor the protocols below it have classes of their own for these.
    private WireError inBody(IOException e) {
        if (said(e).contains("unexpected end of stream")) {
            return truncated();
        }
        return said(e).contains("reset") ? reset() : malformed("The answer cannot be decoded");
    }

    private WireError unreachable() { return error(WireFault.CONNECT, "Nobody answers at " + settings.address()); }

    private WireError connectTimeout() {
        return error(WireFault.CONNECT_TIMEOUT, "No connection to " + settings.address() + " in time");
    }

    private WireError refused(HttpRefusal refusal) {
        var body = ErrorBody.parse(refusal.body());
        var message = body.message().isEmpty() ? plainWords(refusal) : body.message();
        var code = refusal.status() == 400 ? body.normalCode() : body.code();
        return WireError.http(refusal.status(), body.type(), code, settings.key().redact(message))
                .withRetryAfter(RetryAfter.in(refusal.headers(), clock.wall())).withLimit(body.contextLimit());
    }

    private static String plainWords(HttpRefusal refusal) {
        return refusal.status() / 100 == 3
                ? "HTTP " + refusal.status() + ", a redirect" + elsewhere(refusal.headers()) + ", which is not followed"
                : "HTTP " + refusal.status();
    }

    /// Only the host: the rest of an address may hold anything.
    private static String elsewhere(Headers headers) {
        try {
            var host = URI.create(Optional.ofNullable(headers.get("location")).orElse("")).getHost();
            return host == null ? "" : " to " + host;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static boolean timedOut(IOException e) { return said(e).contains("timed out"); }

    private static boolean connecting(IOException e) { return said(e).contains("connect"); }

    private static String said(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    }
}
