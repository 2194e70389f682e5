package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.http.Stage;
import dev.kintsugi.lab.relay.Relay;
import java.util.Set;

/// The interface of OpenAI: chat completions, responses, embeddings and models, below `/v1` and, for a session of one's
/// own, below `/s/{session}/v1`. Safe for many threads.
public final class OpenAiGateway {
    private static final long CREATED = 1_767_225_600;
    private static final String[] BASES = {"/v1", "/s/{session}/v1"};

    private final Relay relay;
    private final int perMinute;
    private final Passing passing;
    private final KeptResponses kept = new KeptResponses();
    private final Dialect chat = new ChatDialect();
    private final Dialect responses = new ResponsesDialect(kept);

    /// @param perMinute answers of a model that one session may ask for in a minute; 0 for no limit
    public OpenAiGateway(Relay relay, int perMinute) {
        this.relay = relay;
        this.perMinute = perMinute;
        this.passing = new Passing(relay.source(), OpenAi.VENDOR, Set.of("chat", "responses", "embeddings", "models"));
    }

    /// Adds its routes.
    public Routes addTo(Routes routes) {
        var embeddings = new EmbeddingsDoor(passing);
        for (var base : BASES) {
            routes.add("POST", base + chat.api().path(), answering(chat))
                    .add("POST", base + responses.api().path(), answering(responses))
                    .add("POST", base + "/embeddings", embeddings::answer)
                    .add("GET", base + "/models", this::models).add("GET", base + "/models/{model}", this::model);
            new ResponsesDoor(kept, passing).addTo(routes, base);
            passing.addTo(routes, base);
        }
        return routes;
    }

    /// Refuses a body that is no JSON, such as a file that is sent up: where there is nothing to take it, that is said
    /// first. False where there is.
    public boolean refusesUpload(Exchange exchange) {
        if (!passing.isNowhere(exchange)) {
            return false;
        }
        OpenAi.VENDOR.refuse(exchange, OpenAi.VENDOR.unknown(exchange));
        return true;
    }

    private Stage answering(Dialect dialect) { return x -> new ChatDoor(dialect, relay, x, perMinute).begin(); }

    private void models(Exchange exchange) {
        if (passing.on(exchange)) {
            return;
        }
        var list = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        relay.source().models().forEach(name -> data.add(described(name)));
        reply(exchange, list);
    }

    /// The lab's own agent answers as whatever model it is asked as, so there is none that it does not have.
    private void model(Exchange exchange) {
        if (!passing.on(exchange)) {
            reply(exchange, described(exchange.parameter("model")));
        }
    }

    private static ObjectNode described(String name) {
        return JsonNodeFactory.instance.objectNode().put("id", name).put("object", "model").put("created", CREATED)
                .put("owned_by", "kintsugi");
    }

    private static void reply(Exchange exchange, JsonNode body) {
        OpenAi.VENDOR.reply(exchange, 200, "application/json", ResponseShape.bytes(body));
    }
}
