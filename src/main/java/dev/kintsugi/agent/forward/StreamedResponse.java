package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.agent.openai.ResponseParts;
import dev.kintsugi.domain.model.Usage;

/// The events of the Responses API. What the last of them says of the whole goes before what was gathered on the way.
final class StreamedResponse extends Streamed {
    private final StringBuilder text = new StringBuilder();
    private final String asked;
    private JsonNode whole = MissingNode.getInstance();

    StreamedResponse(String asked) { this.asked = asked; }

    /// Its end is an event of its own.
    @Override
    void done() {}

    @Override
    void chunk(JsonNode event) {
        switch (event.path("type").asText()) {
            case "response.output_text.delta" -> text.append(event.path("delta").asText(""));
            case "response.completed", "response.incomplete" -> whole = event.path("response");
            case "response.failed" -> failed(event.path("response").path("error"));
            case "error" -> failed(event.path("error").isObject() ? event.path("error") : event);
            default -> {
                if (event.path("error").isObject()) {
                    failed(event.path("error"));
                }
            }
        }
    }

    @Override
    boolean isOver() { return whole.isObject(); }

    @Override
    String text() { return text.isEmpty() ? ResponseParts.text(whole) : text.toString(); }

    @Override
    JsonNode toolCalls() { return ResponseParts.toolCalls(whole); }

    @Override
    String finish() { return ResponseParts.finish(whole); }

    @Override
    String model() { return whole.path("model").asText(asked); }

    @Override
    Usage usage() { return ResponseParts.usage(whole); }
}
