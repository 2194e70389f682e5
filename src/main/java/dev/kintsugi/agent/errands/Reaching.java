package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks services over HTTP and says in the field's words what went wrong. Immutable; safe for many threads.
///
/// @param patience how long a whole answer may take, when the request's deadline is not nearer
/// @param clock    the one by which deadlines are meant, running
record Reaching(Map<String, URI> bases, Duration patience, LabClock clock) {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST = 1024 * 1024;
    private static final int SHOWN = 300;
    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    /// Refusals that say what is wrong with the request.
    private static final Set<Integer> TOLD = Set.of(400, 404, 409, 422);

    /// An answer that came whole and can be read.
    record Reply(int status, JsonNode json) {
        /// The service's own words for a refusal, wherever its API puts them.
        String words() {
            for (var place : new String[]{"/error/message", "/error", "/message", "/status_message"}) {
                var words = json.at(place);
                if (words.isTextual() && !words.asText().isBlank()) {
                    return Beginning.of(words.asText(), SHOWN);
                }
            }
            return "status " + status;
        }

        WireError error() { return WireError.http(status, "", "", words()); }
    }

    /// No usable answer came.
    static final class Unreached extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient WireError wire;

        Unreached(WireError wire) {
            super(wire.message(), null, false, false);
            this.wire = wire;
        }

        WireError wire() { return wire; }
    }

    /// The service knows nothing of a request.
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() { super("no trace", null, false, false); }
    }

    long since(Instant start) { return Duration.between(start, clock.now()).toMillis(); }

    /// Asks, and waits no longer than it may.
    ///
    /// @param id the id of the request; empty for none
    Reply ask(String service, Question question, String id, ToolRequest request) throws Unreached {
        var response = response(http(service, question, id), request);
        var status = response.statusCode();
        var fine = status >= OK && status < REDIRECTS;
        var json = json(response.body());
        if (json == null) {
            throw new Unreached(fine
                    ? response.body().isBlank()
                            ? WireError.of(WireFault.EMPTY, service + " answered nothing")
                            : WireError.of(WireFault.MALFORMED, service + " answered no JSON object")
                    : refused(status, service + " answered with status " + status, response));
        }
        var reply = new Reply(status, json);
        if (!fine && !TOLD.contains(status)) {
            throw new Unreached(refused(status, reply.words(), response));
        }
        return reply;
    }

    private static WireError refused(int status, String words, HttpResponse<?> response) {
        return WireError.http(status, "", "", words).withRetryAfter(retryAfter(response));
    }

    private HttpRequest http(String service, Question question, String id) throws Unreached {
        var base = bases.get(service);
        if (base == null) {
            throw new Unreached(WireError.of(WireFault.CONNECT, "no address of " + service + " is known"));
        }
        var builder = HttpRequest.newBuilder(base.resolve(question.target())).header("Accept", "application/json");
        if (!id.isEmpty()) {
            builder.header("X-Request-ID", id);
        }
        return (question.type().isEmpty()
                ? builder.GET()
                : builder.header("Content-Type", question.type()).POST(BodyPublishers.ofString(question.body())))
                .build();
    }

    private HttpResponse<String> response(HttpRequest http, ToolRequest request) throws Unreached {
        var left = request.deadline().remaining(clock);
        var wait = left.compareTo(patience) < 0 ? left : patience;
        var sent = CLIENT.sendAsync(http, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
        try {
            return sent.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new Unreached(WireError.of(WireFault.READ_TIMEOUT, "no answer within " + wait.toMillis() + " ms"));
        } catch (ExecutionException e) {
            throw new Unreached(broken(e.getCause()));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private static WireError broken(@Nullable Throwable cause) {
        var words = String.valueOf(cause == null ? null : cause.getMessage());
        return switch (cause) {
            case ConnectException _ -> WireError.of(WireFault.CONNECT, "nobody answers there");
            case IOException _ when words.contains("bytes received") || words.contains("chunk") -> WireError.of(
                    WireFault.TRUNCATED, "the answer ended before its end");
            case IOException _ -> WireError.of(WireFault.RESET, "the connection broke: " + words);
            case null, default -> WireError.of(WireFault.RESET, "the call failed: " + words);
        };
    }

    private static @Nullable JsonNode json(String body) {
        try {
            var json = JSON.readTree(body);
            return json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").filter(s -> s.matches("\\d{1,5}")).map(Long::parseLong)
                .map(Duration::ofSeconds).orElse(null);
    }

    AgentError error(WireError wire, ToolRequest request) {
        var key = request.key();
        return ErrorTable.error(wire, new ErrorContext(key.turn().session(), "", "", request.call().name(),
                key.turn().number(), key.attempt() - 1));
    }
}
