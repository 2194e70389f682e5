package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.agent.openai.MessageGathering;
import dev.kintsugi.agent.openai.MessageParts;
import dev.kintsugi.domain.model.Usage;

/// The events of Anthropic's Messages API.
final class StreamedMessage extends Streamed {
    private final MessageGathering gathering = new MessageGathering();
    private final String asked;

    StreamedMessage(String asked) { this.asked = asked; }

    /// Its end is an event of its own.
    @Override
    void done() {}

    @Override
    void chunk(JsonNode event) {
        if (event.path("error").isObject()) {
            failed(event.path("error"));
        } else {
            gathering.add(event);
        }
    }

    @Override
    boolean isOver() { return gathering.isOver(); }

    private JsonNode message() {
        var message = gathering.message();
        return message == null ? MissingNode.getInstance() : message;
    }

    @Override
    String text() { return MessageParts.text(message()); }

    @Override
    JsonNode toolCalls() { return MessageParts.toolCalls(message()); }

    @Override
    String finish() { return MessageParts.finish(message()); }

    @Override
    String model() { return message().path("model").asText(asked); }

    @Override
    Usage usage() { return MessageParts.usage(message()); }
}
