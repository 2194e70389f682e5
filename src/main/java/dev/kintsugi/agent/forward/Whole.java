package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.MessageParts;
import dev.kintsugi.agent.openai.ResponseParts;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Usage;
import java.util.List;
import java.util.Optional;

/// A whole reply of a provider, in the shape in which it was asked for. Immutable.
///
/// @param told as it came
/// @param tree its body as JSON
record Whole(ChatAsk ask, WireError.Told told, JsonNode tree) {
    /// What makes it no reply.
    Optional<WireError> lack() {
        return switch (ask.api()) {
            case CHAT_COMPLETIONS -> tree.path("choices").path(0).isObject() ? Optional.empty() : unread("choice");
            case RESPONSES -> failed().or(() -> tree.path("output").isArray() ? Optional.empty() : unread("output"));
            case MESSAGES -> failed().or(() -> tree.path("content").isArray() ? Optional.empty() : unread("content"));
        };
    }

    private Optional<WireError> failed() {
        var error = tree.path("error");
        return error.isObject() ? Optional.of(Streamed.error(error).withTold(told)) : Optional.empty();
    }

    private Optional<WireError> unread(String what) {
        var lack = told.body().length == 0
                ? WireError.of(WireFault.EMPTY, "The provider's reply is empty")
                : WireError.of(WireFault.MALFORMED, "The provider's reply holds no " + what);
        return Optional.of(lack.withTold(told));
    }

    ChatReply reply() {
        return switch (ask.api()) {
            case CHAT_COMPLETIONS -> {
                var choice = tree.path("choices").path(0);
                var texts = tree.path("choices").valueStream()
                        .map(c -> ChatAsk.text(c.path("message").path("content"))).toList();
                yield reply(texts.getFirst(), texts.subList(1, texts.size()),
                        choice.path("message").path("tool_calls"), choice.path("finish_reason").asText("stop"),
                        usage(tree));
            }
            case RESPONSES -> reply(ResponseParts.text(tree), List.of(), ResponseParts.toolCalls(tree),
                    ResponseParts.finish(tree), ResponseParts.usage(tree));
            case MESSAGES -> reply(MessageParts.text(tree), List.of(), MessageParts.toolCalls(tree),
                    MessageParts.finish(tree), MessageParts.usage(tree));
        };
    }

    private ChatReply reply(String text, List<String> others, JsonNode calls, String finish, Usage usage) {
        return new ChatReply(text, others, calls, finish, tree.path("model").asText(ask.model()), usage, told.body(),
                List.of(), told.headers(), List.of(), "");
    }

    /// Of a chat completion.
    static Usage usage(JsonNode tree) {
        var usage = tree.path("usage");
        return new Usage(usage.path("prompt_tokens").asInt(), usage.path("completion_tokens").asInt());
    }
}
