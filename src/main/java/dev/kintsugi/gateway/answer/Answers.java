package dev.kintsugi.gateway.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Words answers. Every one carries `x-request-id`: the caller's when it is a sensible one, else the server's. The shape
/// of a refusal is `{"error":{"message","type","param","code","todo","request_id"}}`. Stateless.
public final class Answers {
    /// What the server itself refuses (bad HTTP, unknown paths, sizes), in the same shape: OpenAI's, and two fields more.
    public static final Refusals REFUSALS = (status, why, exchange) -> new Refusals.Refusal(
            headers(exchange, "application/json", Map.of()),
            refusal(new Refused(status, code(status), "", why, todo(status)), requestId(exchange))
                    .toString());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private Answers() {}

    public static ObjectNode object() { return JsonNodeFactory.instance.objectNode(); }

    /// The text as JSON; null for what is none.
    public static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    /// Plain data as JSON.
    public static JsonNode tree(Map<String, ?> fields) { return JSON.valueToTree(fields); }

    public static void json(Exchange exchange, int status, JsonNode body) { json(exchange, status, Map.of(), body); }

    public static void json(Exchange exchange, int status, Map<String, String> more, JsonNode body) {
        bytes(exchange, status, "application/json", more, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Any content. Nothing is kept by a browser's cache or guessed about its type.
    public static void bytes(Exchange exchange, int status, String type, Map<String, String> more, byte[] body) {
        exchange.reply(status, headers(exchange, type, more), body);
    }

    /// The headers that every answer has.
    public static Map<String, String> headers(Exchange exchange, String type, Map<String, String> more) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", type);
        headers.put("x-request-id", requestId(exchange));
        headers.put("cache-control", "no-store");
        headers.put("x-content-type-options", "nosniff");
        headers.put("x-frame-options", "DENY");
        headers.put("cross-origin-resource-policy", "same-origin");
        headers.putAll(more);
        return headers;
    }

    public static void refuse(Exchange exchange, Refused refused) { refuse(exchange, refused, Map.of()); }

    public static void refuse(Exchange exchange, Refused refused, Map<String, String> more) {
        json(exchange, refused.status(), more, refusal(refused, requestId(exchange)));
    }

    private static ObjectNode refusal(Refused refused, String requestId) {
        var all = object();
        var error = all.putObject("error").put("message", refused.getMessage()).put("type",
                refused.status() < 500 ? "invalid_request_error" : "server_error");
        error.put("param", refused.field().isEmpty() ? null : refused.field()).put("code", refused.code())
                .put("todo", refused.todo());
        error.put("request_id", requestId);
        return all;
    }

    /// A problem of the lab as a refusal: what the caller can mend is a 400, what somebody else was quicker at a 409, and a
    /// store that does not work a 503.
    ///
    /// @param storeWorks whether the lab can write
    public static Refused of(Problem problem, boolean storeWorks) {
        var words = problem.what() + ": " + problem.why();
        if (!storeWorks) {
            return new Refused(503, "store_unavailable", "", words, problem.todo());
        }
        return switch (problem.exit()) {
            case USAGE -> new Refused(400, "invalid_request", "", words, problem.todo());
            case CONFLICT -> new Refused(409, "conflict", "", words, problem.todo());
            case UNAVAILABLE -> new Refused(503, "store_unavailable", "", words, problem.todo());
            case INTERNAL -> new Refused(500, "internal_error", "", problem.what(), problem.todo());
        };
    }

    public static String requestId(Exchange exchange) {
        return exchange.header("x-request-id").filter(id -> REQUEST_ID.matcher(id).matches()).orElse(exchange.id());
    }

    /// So much of a name that a caller made up as an answer repeats.
    public static String shortened(String name) { return name.length() > 64 ? name.substring(0, 64) : name; }

    private static String todo(int status) {
        return switch (status) {
            case 408 -> "Send the whole request at once";
            case 413, 414, 431 -> "Send less at once";
            case 404 -> "See /docs for what can be asked; a base URL for OpenAI's clients ends with /v1 or /s/NAME/v1";
            default -> "See /docs for what can be asked";
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 408 -> "request_timeout";
            case 413, 414, 431 -> "too_large";
            case 500 -> "internal_error";
            default -> "bad_request";
        };
    }
}
