package dev.kintsugi.agent.provider;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.Usage;
import java.util.List;

/// Counts a call's tokens ourselves, for providers that do not say. Each message costs three tokens beside its text and
/// the answer is opened with three more: the figures OpenAI gives for its chat format. Stateless.
final class PromptCount {
    private static final int PER_MESSAGE = 3;
    private static final int OPENING = 3;

    private PromptCount() {}

    static Usage of(ModelRequest request, String answer, List<ToolCall> asked, Tokens tokens) {
        var prompt = OPENING;
        for (var message : request.messages()) {
            prompt += PER_MESSAGE + tokens.count(message.content()) + calls(message.toolCalls(), tokens);
        }
        for (var tool : request.tools()) {
            prompt += tokens.count(tool.name()) + tokens.count(tool.description()) + tokens.count(tool.parameters());
        }
        return new Usage(prompt, tokens.count(answer) + calls(asked, tokens));
    }

    private static int calls(List<ToolCall> calls, Tokens tokens) {
        return calls.stream().mapToInt(call -> tokens.count(call.name()) + tokens.count(call.arguments())).sum();
    }
}
