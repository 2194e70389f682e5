package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.gateway.http.Exchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Reads requests for completions and refuses bad ones as OpenAI does. What it does not know it leaves alone.
/// Stateless.
final class RequestReader {
    private static final ObjectReader JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final List<String> ROLES = List.of("system", "assistant", "user", "function", "tool", "developer");
    private static final Set<String> NOT_HANDED_ON = Set.of("host", "connection", "keep-alive", "content-length",
            "transfer-encoding", "te", "trailer", "upgrade", "expect", "accept-encoding", "proxy-authorization",
            "proxy-connection", "origin", "referer", "cookie");
    private static final String NO_JSON = "We could not parse the JSON body of your request. (HINT: This likely means"
            + " you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent"
            + " was not valid JSON.)";

    private RequestReader() {}

    /// @throws Refused when it makes no sense
    static ChatAsk read(Exchange exchange) {
        var tree = tree(exchange.body());
        check(tree);
        return new ChatAsk(tree, exchange.body(), handedOn(exchange));
    }

    private static JsonNode tree(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw Refused.bad(null, null, NO_JSON);
        }
        throw Refused.bad(null, null, NO_JSON);
    }

    /// The caller's headers that a provider may see.
    static Map<String, String> handedOn(Exchange exchange) {
        var all = new LinkedHashMap<String, String>();
        for (var name : exchange.headerNames()) {
            var small = name.toLowerCase(Locale.ROOT);
            if (!NOT_HANDED_ON.contains(small) && !small.startsWith("x-lab-")) {
                all.put(small, exchange.header(name).orElse(""));
            }
        }
        return all;
    }

    private static void check(JsonNode tree) {
        if (!tree.hasNonNull("model")) {
            throw Refused.bad(null, null, "you must provide a model parameter");
        }
        type(tree, "model", tree.path("model").isTextual(), "a string");
        if (tree.path("model").asText().isBlank()) {
            throw Refused.bad(null, null, "you must provide a model parameter");
        }
        messages(tree);
        optional(tree, "stream", JsonNode::isBoolean, "a boolean");
        optional(tree, "tools", JsonNode::isArray, "an array of objects");
        optional(tree, "stream_options", JsonNode::isObject, "an object");
        optional(tree, "response_format", JsonNode::isObject, "an object");
        optional(tree, "stop", n -> n.isTextual() || n.isArray(), "a string or an array of strings");
        number(tree, "temperature", 0, 2);
        number(tree, "top_p", 0, 1);
        whole(tree, "n", 1, 128);
        whole(tree, "max_tokens", 1, Integer.MAX_VALUE);
        whole(tree, "max_completion_tokens", 1, Integer.MAX_VALUE);
        if (tree.path("stop").size() > 4) {
            throw Refused.bad("stop", "array_above_max_length", "Invalid 'stop': array too long. Expected an array"
                    + " with maximum length 4, but got an array with length " + tree.path("stop").size() + " instead.");
        }
        if (tree.hasNonNull("stream_options") && !tree.path("stream").asBoolean()) {
            throw Refused.bad("stream_options", null,
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        for (var i = 0; i < tree.path("tools").size(); i++) {
            var name = tree.path("tools").get(i).path("function").path("name");
            if (tree.path("tools").get(i).path("type").asText("function").equals("function") && !name.isTextual()) {
                throw missing("tools[" + i + "].function.name");
            }
        }
    }

    private static void messages(JsonNode tree) {
        if (!tree.hasNonNull("messages")) {
            throw missing("messages");
        }
        var messages = tree.path("messages");
        type(tree, "messages", messages.isArray(), "an array of objects");
        if (messages.isEmpty()) {
            throw Refused.bad("messages", "empty_array", "Invalid 'messages': empty array. Expected an array with"
                    + " minimum length 1, but got an empty array instead.");
        }
        for (var i = 0; i < messages.size(); i++) {
            message(messages.get(i), "messages[" + i + "]");
        }
    }

    private static void message(JsonNode message, String place) {
        if (!message.isObject()) {
            throw wrongType(place, "an object", message);
        }
        var role = message.path("role");
        if (role.isMissingNode()) {
            throw missing(place + ".role");
        }
        if (!ROLES.contains(role.asText())) {
            throw Refused.bad(place + ".role", "invalid_value", "Invalid value: '" + role.asText()
                    + "'. Supported values are: '" + String.join("', '", ROLES) + "'.");
        }
        var content = message.path("content");
        if (!content.isTextual() && !content.isArray() && !content.isNull() && !content.isMissingNode()) {
            throw wrongType(place + ".content", "one of a string or array of objects", content);
        }
        if (content.isNull() || content.isMissingNode()) {
            var assistant = role.asText().equals("assistant");
            if (!assistant) {
                throw Refused.bad(place + ".content", null,
                        "Invalid value for 'content': expected a string, got null.");
            }
        }
        if (role.asText().equals("tool") && !message.path("tool_call_id").isTextual()) {
            throw missing(place + ".tool_call_id");
        }
    }

    private static void optional(JsonNode tree, String name, Predicate<JsonNode> good,
            String wanted) {
        var value = tree.path(name);
        if (!value.isMissingNode() && !value.isNull()) {
            type(tree, name, good.test(value), wanted);
        }
    }

    private static void number(JsonNode tree, String name, double least, double most) {
        optional(tree, name, JsonNode::isNumber, "a decimal");
        bounds(tree, name, "decimal", least, most);
    }

    private static void whole(JsonNode tree, String name, int least, int most) {
        optional(tree, name, JsonNode::isIntegralNumber, "an integer");
        bounds(tree, name, "integer", least, most);
    }

    private static void bounds(JsonNode tree, String name, String kind, double least, double most) {
        var value = tree.path(name);
        if (!value.isNumber()) {
            return;
        }
        if (value.asDouble() < least) {
            throw Refused.bad(name, kind + "_below_min_value",
                    "Invalid '" + name + "': " + kind + " below minimum value."
                            + " Expected a value >= " + plain(least) + ", but got " + value + " instead.");
        }
        if (value.asDouble() > most) {
            throw Refused.bad(name, kind + "_above_max_value",
                    "Invalid '" + name + "': " + kind + " above maximum value."
                            + " Expected a value <= " + plain(most) + ", but got " + value + " instead.");
        }
    }

    private static String plain(double bound) { return Long.toString((long) bound); }

    private static void type(JsonNode tree, String name, boolean good, String wanted) {
        if (!good) {
            throw wrongType(name, wanted, tree.path(name));
        }
    }

    private static Refused missing(String name) {
        return Refused.bad(name, "missing_required_parameter", "Missing required parameter: '" + name + "'.");
    }

    private static Refused wrongType(String name, String wanted, JsonNode got) {
        var kind = switch (got.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> got.isIntegralNumber() ? "an integer" : "a decimal";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
        return Refused.bad(name, "invalid_type",
                "Invalid type for '" + name + "': expected " + wanted + ", but got " + kind + " instead.");
    }
}
