package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.MessageParts;
import dev.kintsugi.agent.openai.MessageWords;
import dev.kintsugi.fault.wire.MidError;
import dev.kintsugi.gateway.openai.ReplyShape;
import dev.kintsugi.gateway.openai.RequestReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Puts an answer into the shape of a message of Anthropic's. Immutable.
///
/// @param id what its id is made of
record MessageShape(String id) implements ReplyShape {
    /// Anthropic's words for an error that comes when the stream has begun.
    private static final MidError ERROR = (_, _) -> MessageEvents.event("error", e -> e.putObject("error")
            .put("type", "overloaded_error").put("message", "Overloaded"));

    @Override
    public byte[] whole(ChatReply reply, boolean altered) {
        return reply.body().length > 0 && !altered
                ? reply.body()
                : message(reply, altered).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Events streamed(ChatReply reply, boolean altered) {
        return !reply.events().isEmpty() && !altered
                ? new Events(reply.events(), MessageEvents.ends(reply.events()))
                : MessageEvents.of(message(reply, altered));
    }

    @Override
    public MidError error() { return ERROR; }

    private ObjectNode message(ChatReply reply, boolean altered) {
        var provided = provided(reply);
        if (provided == null) {
            return own(reply);
        }
        if (altered) {
            reword(provided, reply);
        }
        return provided;
    }

    /// What the provider answered; null when nobody else did.
    private static @Nullable ObjectNode provided(ChatReply reply) {
        return reply.events().isEmpty()
                ? RequestReader.object(reply.body()).map(ObjectNode.class::cast).orElse(null)
                : MessageEvents.gathered(reply.events());
    }

    private ObjectNode own(ChatReply reply) {
        var all = JsonNodeFactory.instance.objectNode().put("id", "msg_" + id).put("type", "message")
                .put("role", "assistant").put("model", reply.model()).putNull("container").putNull("diagnostics")
                .putNull("stop_details");
        var content = all.putArray("content");
        if (!reply.text().isEmpty()) {
            content.add(text(reply.text()));
        }
        if (reply.asksForTools()) {
            reply.toolCalls().forEach(call -> content.add(use(call)));
        }
        stop(all, reply);
        var usage = all.putObject("usage").put("input_tokens", reply.usage().promptTokens())
                .put("cache_creation_input_tokens", 0).put("cache_read_input_tokens", 0)
                .put("output_tokens", reply.usage().completionTokens()).putNull("output_tokens_details")
                .putNull("server_tool_use").put("service_tier", "standard").putNull("speed").putNull("inference_geo");
        usage.putObject("cache_creation").put("ephemeral_5m_input_tokens", 0).put("ephemeral_1h_input_tokens", 0);
        return all;
    }

    /// Without the citations that it does not have: there are clients that take none for wrong.
    private static ObjectNode text(String words) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", words);
    }

    private static ObjectNode use(JsonNode call) {
        var function = call.path("function");
        var use = JsonNodeFactory.instance.objectNode().put("type", "tool_use")
                .put("id", "toolu_" + call.path("id").asText().replaceFirst("^call_", ""))
                .put("name", function.path("name").asText());
        use.putObject("caller").put("type", "direct");
        return use.set("input", MessageWords.input(function.path("arguments").asText()));
    }

    private static void stop(ObjectNode message, ChatReply reply) {
        var reason = switch (reply.finish()) {
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> reply.stop().isEmpty() ? "end_turn" : "stop_sequence";
        };
        message.put("stop_reason", reason).put("stop_sequence",
                reason.equals("stop_sequence") ? reply.stop() : null);
    }

    /// All of the text goes into the first text there is; a block without any is none of Anthropic's.
    private static void reword(ObjectNode message, ChatReply reply) {
        var blocks = new ArrayList<JsonNode>();
        var left = reply.text();
        for (var block : message.path("content")) {
            if (!block.path("type").asText().equals("text")) {
                blocks.add(block);
            } else if (!left.isEmpty()) {
                blocks.add(text(left));
                left = "";
            }
        }
        if (!left.isEmpty()) {
            blocks.addFirst(text(left));
        }
        ((ArrayNode) message.putArray("content")).addAll(blocks);
        if (!MessageParts.finish(message).equals(reply.finish())) {
            stop(message, reply);
        }
        if (message.path("usage") instanceof ObjectNode usage && usage.has("output_tokens")) {
            usage.put("output_tokens", reply.usage().completionTokens());
        }
    }
}
