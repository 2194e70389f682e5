package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Utf8;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads requests for chat completions. What nobody could answer is refused here, in OpenAI's words; what else OpenAI refuses,
/// [ParameterRules] and [MessageRules] know, which hold where no provider judges for itself. Stateless.
public final class RequestReader {
    private static final ObjectReader JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Set<String> NOT_HANDED_ON = Set.of("host", "connection", "keep-alive", "content-length",
            "transfer-encoding", "te", "trailer", "upgrade", "expect", "accept-encoding", "proxy-authorization",
            "proxy-connection", "origin", "referer", "cookie");
    private static final String NO_JSON = "We could not parse the JSON body of your request. (HINT: This likely means"
            + " you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent"
            + " was not valid JSON.)";

    private RequestReader() {}

    /// @param strict whether everything is refused that OpenAI refuses
    /// @throws RefusedCall when it makes no sense
    static ChatAsk read(Exchange exchange, boolean strict) {
        var tree = tree(exchange.body());
        check(tree);
        if (strict) {
            MessageRules.check(tree.path("messages"));
            ParameterRules.check(tree);
        }
        return strict
                ? new ChatAsk(OldFunctions.modern(tree), exchange.body(), Map.of(), Api.CHAT_COMPLETIONS, tree)
                : new ChatAsk(tree, exchange.body(), handedOn(exchange));
    }

    /// A request as JSON.
    ///
    /// @throws RefusedCall when it is no object
    static JsonNode tree(byte[] body) { return object(body).orElseThrow(() -> RefusedCall.bad(null, null, NO_JSON)); }

    /// A request as JSON; empty when it is no object.
    public static Optional<JsonNode> object(byte[] body) {
        try {
            return Utf8.isSound(body)
                    ? Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The caller's headers that a provider may see.
    public static Map<String, String> handedOn(Exchange exchange) {
        var all = new LinkedHashMap<String, String>();
        for (var name : exchange.headerNames()) {
            var small = name.toLowerCase(Locale.ROOT);
            if (!NOT_HANDED_ON.contains(small) && !small.startsWith("x-lab-")) {
                all.put(small, String.join(", ", exchange.headers(name)));
            }
        }
        return all;
    }

    /// The model that is asked.
    ///
    /// @throws RefusedCall when none is
    static String model(JsonNode tree) {
        var model = tree.path("model");
        if (!tree.hasNonNull("model") || model.isTextual() && model.textValue().isBlank()) {
            throw RefusedCall.bad(null, null, "you must provide a model parameter");
        }
        Complaints.unless(model.isTextual(), "model", "a string", model);
        return model.textValue();
    }

    private static void check(JsonNode tree) {
        model(tree);
        var messages = tree.path("messages");
        if (!tree.hasNonNull("messages")) {
            throw Complaints.missing("messages");
        }
        Complaints.unless(messages.isArray(), "messages", "an array of objects", messages);
        if (messages.isEmpty()) {
            throw Complaints.empty("messages");
        }
        for (var i = 0; i < messages.size(); i++) {
            var place = "messages[" + i + "]";
            var content = messages.get(i).path("content");
            Complaints.unless(messages.get(i).isObject(), place, "an object", messages.get(i));
            Complaints.unless(content.isTextual() || content.isArray() || content.isNull() || content.isMissingNode(),
                    place + ".content", "one of a string or array of objects", content);
        }
    }
}
