package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// What came over the wire, and what every failure shows on it whichever API was asked. Immutable.
///
/// @param status 0 when nothing came
/// @param body   as it came, chunks and all
public record Seen(int status, String head, String body) {
    public static final Set<String> REWRITING = Set.of("hallucination", "incorrect_reasoning", "off_topic",
            "infinite_loop", "stuck_pattern", "refusing_progress");
    public static final Set<String> ONLY_STREAMS = Set.of("cut_stream", "cut_in_chunk", "error_in_stream",
            "broken_json_chunk", "slow_tokens");
    public static final Set<String> ONLY_WHOLE = Set.of("truncated_body", "malformed_body", "wrong_length");
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Seen of(String wire) {
        var end = wire.indexOf("\r\n\r\n");
        return end < 0
                ? new Seen(0, "", wire)
                : new Seen(Integer.parseInt(wire.substring(9, 12)), wire.substring(0, end) + "\r\n",
                        wire.substring(end + 4));
    }

    public String header(String name) {
        var line = head.lines().filter(l -> l.startsWith(name + ": ")).findFirst();
        return line.map(l -> l.substring(name.length() + 2)).orElse("");
    }

    public boolean lengthIsTrue() { return header("content-length").equals(Integer.toString(body.length())); }

    public boolean endsInOrder() { return body.endsWith("\r\n0\r\n\r\n"); }

    public JsonNode json() throws IOException { return JSON.readTree(body); }

    public List<String> events() { return Gate.events(body); }

    /// The names of a stream's events, where the API gives them names.
    public List<String> names() { return Gate.names(body); }

    /// The data of the last event.
    public JsonNode last() throws IOException { return JSON.readTree(events().getLast()); }

    void isAnError(int wanted, String type, String code) throws IOException {
        assertThat(status).isEqualTo(wanted);
        assertThat(header("content-type")).isEqualTo("application/json");
        assertThat(lengthIsTrue()).isTrue();
        var error = json().path("error");
        assertThat(error.properties().stream().map(p -> p.getKey())).contains("message", "type", "param", "code");
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    public void isAStream() {
        assertThat(status).isEqualTo(200);
        assertThat(header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
        assertThat(endsInOrder()).isTrue();
    }

    /// Whether this failure is an error of OpenAI's APIs and no reply, whether a stream was asked for or not; then it was
    /// looked at.
    ///
    /// @param conversation what the API calls the part of a request that is too long
    boolean isTheErrorOf(String name, String conversation) throws IOException {
        switch (name) {
            case "auth_error" -> {
                var refused = status == 401;
                isAnError(refused ? 401 : 403, refused ? "invalid_request_error" : "permission_error",
                        refused ? "invalid_api_key" : "null");
            }
            case "service_unavailable" -> isAnError(503, "server_error", "null");
            case "memory_exhaustion" -> isAnError(500, "server_error", "null");
            case "token_limit" -> {
                isAnError(400, "invalid_request_error", "context_length_exceeded");
                assertThat(json().at("/error/param").asText()).isEqualTo(conversation);
            }
            case "rate_limiting" -> {
                isAnError(429, "requests", "rate_limit_exceeded");
                assertThat(header("retry-after")).isEqualTo("2");
                assertThat(header("retry-after-ms")).isEqualTo("2000");
                assertThat(header("x-ratelimit-remaining-requests")).isEqualTo("0");
                assertThat(header("x-ratelimit-reset-requests")).isEqualTo("2s");
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
