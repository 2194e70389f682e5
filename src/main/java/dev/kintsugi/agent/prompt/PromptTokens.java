package dev.kintsugi.agent.prompt;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.ToolSpec;

/// Counts what a whole prompt costs: every text exactly, plus the framing that chat models add, 3 tokens a message and 3
/// to begin the answer (OpenAI's published rule for its chat models). Immutable; safe for many threads.
public record PromptTokens(Tokens tokens) {
    private static final int PER_MESSAGE = 3;
    private static final int PER_REPLY = 3;

    public int of(ModelRequest request) {
        var sum = PER_REPLY;
        for (var message : request.messages()) {
            sum += of(message);
        }
        for (var tool : request.tools()) {
            sum += of(tool);
        }
        return sum;
    }

    public int of(Message message) {
        // every role is one token, in every encoding we know
        var sum = PER_MESSAGE + 1 + tokens.count(message.content());
        for (var call : message.toolCalls()) {
            sum += tokens.count(call.name()) + tokens.count(call.arguments());
        }
        return sum;
    }

    private int of(ToolSpec tool) {
        return tokens.count(tool.name()) + tokens.count(tool.description()) + tokens.count(tool.parameters());
    }
}
