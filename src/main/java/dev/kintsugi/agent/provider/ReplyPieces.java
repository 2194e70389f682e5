package dev.kintsugi.agent.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.Usage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts an answer together from its chunks, handing text on as it comes. A chunk of the wrong form throws the library's
/// `OpenAIInvalidDataException`, an error in a chunk's clothes a [Broken]. For one thread.
final class ReplyPieces {
    /// The provider says, inside its answer, that it failed.
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient JsonNode body;

        Broken(JsonNode body) {
            super("error in the answer", null, false, false);
            this.body = body;
        }

        JsonNode body() { return body; }
    }

    private final TokenSink sink;
    private final StringBuilder text = new StringBuilder();
    private final ToolCallPieces tools = new ToolCallPieces();
    private boolean begun;
    private String model;
    private String finish = "";
    private @Nullable Usage usage;

    ReplyPieces(String askedModel, TokenSink sink) {
        this.model = askedModel;
        this.sink = sink;
    }

    void add(ChatCompletionChunk chunk) {
        begun = true;
        chunk._model().asString().filter(name -> !name.isBlank()).ifPresent(name -> model = name);
        chunk._usage().asKnown().flatMap(ReplyPieces::usage).ifPresent(counted -> usage = counted);
        if (chunk._choices().isMissing() || chunk._choices().isNull()) {
            refuseUnlessUsage(chunk);
            return;
        }
        chunk.choices().stream().filter(choice -> choice._index().asKnown().orElse(0L) == 0).forEach(this::add);
    }

    private void add(ChatCompletionChunk.Choice choice) {
        if (!choice._delta().isMissing() && !choice._delta().isNull()) {
            var delta = choice.delta();
            delta.content().ifPresent(this::say);
            delta.refusal().ifPresent(this::say);
            delta.toolCalls().ifPresent(pieces -> pieces.forEach(tools::add));
        }
        choice.finishReason().ifPresent(reason -> finish = reason.asString());
        if (finish.equals("error") || finish.equals("insufficient_system_resource")) {
            throw new Broken(JsonNodeFactory.instance.objectNode().put("code", finish));
        }
    }

    private void say(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            sink.token(piece);
        }
    }

    /// A chunk without choices may bring usage, or be an error that came as `event: error` without the usual wrapper.
    private static void refuseUnlessUsage(ChatCompletionChunk chunk) {
        if (chunk._usage().asKnown().isPresent()) {
            return;
        }
        var rest = chunk._additionalProperties();
        if (rest.containsKey("message") || rest.containsKey("detail")) {
            var body = JsonNodeFactory.instance.objectNode();
            rest.forEach((name, value) -> body.set(name, value.convert(JsonNode.class)));
            throw new Broken(body);
        }
        throw new OpenAIInvalidDataException("a chunk without choices");
    }

    /// Usage that cannot be read is counted by us instead.
    private static Optional<Usage> usage(CompletionUsage said) {
        try {
            return Optional
                    .of(new Usage(Math.toIntExact(said.promptTokens()), Math.toIntExact(said.completionTokens())));
        } catch (OpenAIInvalidDataException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    boolean begun() { return begun; }

    /// Whether the model said that it is done: what follows is only usage and the end mark.
    boolean finished() { return !finish.isEmpty(); }

    String text() { return text.toString(); }

    String model() { return model; }

    List<ToolCall> toolCalls() { return tools.calls(); }

    Optional<Usage> usage() { return Optional.ofNullable(usage); }

    /// What is wrong with the answer although its stream ended well.
    Optional<WireError> lack(WireFailures failures) {
        if (!finished()) {
            return Optional.of(begun ? failures.truncated() : failures.empty());
        }
        var nothing = text.toString().isBlank() && tools.isEmpty() && finishReason() == FinishReason.STOP;
        return nothing ? Optional.of(failures.error(WireFault.EMPTY, "The answer has no words")) : Optional.empty();
    }

    /// Some servers say `stop` where tools are asked for; reasons of their own mean the same as `stop`.
    FinishReason finishReason() {
        return switch (finish) {
            case "length", "model_length", "max_tokens" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> tools.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        };
    }
}
