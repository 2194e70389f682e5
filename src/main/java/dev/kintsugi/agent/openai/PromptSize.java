package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.domain.model.Message;
import java.util.List;
import java.util.function.ToIntFunction;

/// Tokens of a request to the scripted agent. The messages count with what tools they call and the framing that chat models
/// add, 3 tokens a message and 3 to begin the answer. Providers say their models what tools there are, and what form the
/// answer must have, in words of their own that nobody else knows: here the compact JSON in which the request defines them
/// stands for these, which comes near. Immutable.
///
/// @param messages    of the conversation
/// @param definitions of the tools and of the schema of the answer, as they came
record PromptSize(int messages, int definitions) {
    private static final int PER_MESSAGE = 3;

    static PromptSize of(ChatAsk ask, List<Message> messages, ToIntFunction<String> tokens) {
        var said = PER_MESSAGE;
        for (var message : messages) {
            said += PER_MESSAGE + tokens.applyAsInt(message.content());
            for (var call : message.toolCalls()) {
                said += tokens.applyAsInt(call.name()) + tokens.applyAsInt(call.arguments());
            }
        }
        return new PromptSize(said, definition(ask.definedTools(), tokens) + definition(ask.answerSchema(), tokens));
    }

    private static int definition(JsonNode defined, ToIntFunction<String> tokens) {
        return defined.isEmpty() ? 0 : tokens.applyAsInt(defined.toString());
    }

    int tokens() { return messages + definitions; }
}
