package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.search.WordVectors;
import dev.kintsugi.gateway.http.Exchange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;

/// Embeddings, so that an agent that looks something up in texts of its own runs in the lab too: by the words of a text,
/// as no model answers. Nothing here is failed or recorded. With a provider these requests go on to it. Safe for many
/// threads.
final class EmbeddingsDoor {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Passing passing;

    EmbeddingsDoor(Passing passing) { this.passing = passing; }

    void answer(Exchange exchange) {
        if (passing.on(exchange)) {
            return;
        }
        try {
            send(exchange, EmbeddingRequest.of(RequestReader.tree(exchange.body())));
        } catch (RefusedCall e) {
            OpenAi.VENDOR.refuse(exchange, e);
        }
    }

    /// One vector after the other: two thousand of them take more memory than they are worth.
    private static void send(Exchange exchange, EmbeddingRequest asked) {
        var headers = OpenAi.VENDOR.headers(Vendor.request(exchange), 1, Map.of("content-type", "application/json"));
        try (var body = exchange.stream(200, headers)) {
            body.write("{\"object\":\"list\",\"data\":[");
            for (var i = 0; i < asked.texts().size(); i++) {
                body.write((i == 0 ? "" : ",") + embedding(asked, i));
            }
            var usage = JSON.objectNode().put("prompt_tokens", asked.tokens()).put("total_tokens", asked.tokens());
            body.write("],\"model\":" + JSON.textNode(asked.model()) + ",\"usage\":" + usage + "}");
        }
    }

    private static ObjectNode embedding(EmbeddingRequest asked, int index) {
        var vector = WordVectors.of(asked.texts().get(index), asked.size());
        var one = JSON.objectNode().put("object", "embedding").put("index", index);
        if (asked.packed()) {
            var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            return one.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
        }
        var numbers = one.putArray("embedding");
        for (var number : vector) {
            numbers.add(number);
        }
        return one;
    }
}
