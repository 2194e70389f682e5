package dev.kintsugi.agent.prompt;

import dev.kintsugi.agent.search.Remembered;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.ToolSpec;

/// Counts what a whole prompt costs: every text exactly, plus the framing that chat models add, 3 tokens a message and 3
/// to begin the answer (OpenAI's published rule for its chat models). Safe for many threads; remembers the
/// counts of texts it has seen, as most of a prompt is seen again with the next one.
public final class PromptTokens {
    private static final int PER_MESSAGE = 3;
    private static final int PER_REPLY = 3;

    private final Remembered<String, Integer> counts;

    public PromptTokens(Tokens tokens) { this.counts = new Remembered<>(tokens::count); }

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
        var sum = PER_MESSAGE + 1 + counts.of(message.content());
        for (var call : message.toolCalls()) {
            sum += counts.of(call.name()) + counts.of(call.arguments());
        }
        return sum;
    }

    private int of(ToolSpec tool) {
        return counts.of(tool.name()) + counts.of(tool.description()) + counts.of(tool.parameters());
    }
}
