package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Refusals;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.http.Stage;
import dev.kintsugi.gateway.openai.ChatDoor;
import dev.kintsugi.gateway.openai.Dialect;
import dev.kintsugi.gateway.openai.Passing;
import dev.kintsugi.gateway.openai.RefusedCall;
import dev.kintsugi.gateway.openai.Vendor;
import dev.kintsugi.lab.relay.Relay;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The interface of Anthropic: messages, the counting of their tokens and models, below `/v1` and, for a session of one's
/// own, below `/s/{session}/v1`. It shares these places with OpenAI's, and knows its callers by what they ask for or by
/// their header `anthropic-version`. Safe for many threads.
public final class AnthropicGateway {
    private static final String CREATED = "2026-01-01T00:00:00Z";
    private static final String[] BASES = {"/v1", "/s/{session}/v1"};
    private static final String MESSAGES = "messages";
    private static final Pattern QUERY = Pattern.compile("[?#]");
    /// What is OpenAI's whatever header comes along.
    private static final Set<String> OPENAIS = Set.of("chat", "responses");

    private final Relay relay;
    private final int perMinute;
    private final Vendor vendor = Anthropic.VENDOR;
    private final Dialect dialect = new MessagesDialect();
    private final Passing passing;
    private final Routes routes;

    /// @param perMinute answers of a model that one session may ask for in a minute; 0 for no limit
    /// @param others    words what nobody but the server refuses, for everybody else
    public AnthropicGateway(Relay relay, int perMinute, Refusals others) {
        this.relay = relay;
        this.perMinute = perMinute;
        this.passing = new Passing(relay.source(), vendor, Set.of(MESSAGES, "models"));
        this.routes = new Routes(refusals(others));
        for (var base : BASES) {
            routes.add("POST", base + dialect.api().path(), answering())
                    .add("POST", base + dialect.api().path() + "/count_tokens", this::count)
                    .add("GET", base + "/models", this::models).add("GET", base + "/models/{model}", this::model);
            passing.addTo(routes, base);
        }
    }

    /// Answers its own callers, and leaves the others to those who answer them.
    public Stage before(Stage others) { return x -> isSpoken(x) ? routes.begin(x) : others.begin(x); }

    /// Every endpoint as `METHOD /pattern`, sorted.
    public List<String> routes() { return routes.list(); }

    /// Whether the request is one of Anthropic's. Asked of the target as it was sent, since it may not have been
    /// understood yet.
    public static boolean isSpoken(Exchange exchange) {
        var path = QUERY.split(exchange.target(), 2)[0].split("/");
        var base = path.length > 1 && path[1].equals("s") ? 3 : 1;
        if (path.length <= base + 1 || !path[base].equals("v1")) {
            return false;
        }
        return path[base + 1].equals(MESSAGES)
                || exchange.header(MessagesDialect.VERSION).isPresent() && !OPENAIS.contains(path[base + 1]);
    }

    /// What the server refuses by itself, to its callers in its words.
    public static Refusals refusals(Refusals others) {
        return (status, why, exchange) -> {
            if (!isSpoken(exchange)) {
                return others.refuse(status, why, exchange);
            }
            var told = Anthropic.VENDOR.refusal(new RefusedCall(status, "", null, null, why), Vendor.request(exchange));
            var headers = new LinkedHashMap<>(told.headers());
            headers.put(Anthropic.VENDOR.requestHeader(), Vendor.request(exchange));
            return new Refusals.Refusal(headers, new String(told.body(), StandardCharsets.UTF_8));
        };
    }

    /// Refuses what may not come in. What is no JSON, such as a file that is sent up, is told first where there is nothing
    /// to take it.
    ///
    /// @param headers that its answer has to have
    public void refuse(Exchange exchange, int status, String why, Map<String, String> headers) {
        if (status == 415 && passing.isNowhere(exchange)) {
            vendor.refuse(exchange, vendor.unknown(exchange));
            return;
        }
        var request = Vendor.request(exchange);
        var told = vendor.refusal(new RefusedCall(status, "", null, null, why), request);
        var all = new LinkedHashMap<>(told.headers());
        all.put(vendor.requestHeader(), request);
        all.putAll(headers);
        exchange.reply(told.status(), all, told.body());
    }

    private Stage answering() { return x -> new ChatDoor(dialect, relay, x, perMinute).begin(); }

    /// What was asked is not written down, and nothing is done to the answer.
    private void count(Exchange exchange) {
        if (passing.on(exchange)) {
            return;
        }
        try {
            var ask = MessagesDialect.counted(exchange);
            reply(exchange, object().put("input_tokens", relay.source().promptTokens(ask)));
        } catch (RefusedCall e) {
            vendor.refuse(exchange, e);
        }
    }

    private void models(Exchange exchange) {
        if (passing.on(exchange)) {
            return;
        }
        var names = relay.source().models();
        var list = object();
        var data = list.putArray("data");
        names.forEach(name -> data.add(described(name)));
        reply(exchange, list.put("has_more", false).put("first_id", names.getFirst()).put("last_id", names.getLast()));
    }

    /// The lab's own agent answers as whatever model it is asked as, so there is none that it does not have.
    private void model(Exchange exchange) {
        if (!passing.on(exchange)) {
            reply(exchange, described(exchange.parameter("model")));
        }
    }

    private static ObjectNode described(String name) {
        return object().put("type", "model").put("id", name).put("display_name", name).put("created_at", CREATED);
    }

    private static ObjectNode object() { return JsonNodeFactory.instance.objectNode(); }

    private void reply(Exchange exchange, JsonNode body) {
        vendor.reply(exchange, 200, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
