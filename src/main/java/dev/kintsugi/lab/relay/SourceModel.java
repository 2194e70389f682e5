package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.Patience;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A source as a model of the lab, for one call: the caller's own request goes out as it came; one that was changed is
/// written anew. Keeps the completion that came. For one thread.
final class SourceModel implements Model {
    private final ChatSource source;
    private final ChatAsk ask;
    private final Early early;
    private final LabClock clock;
    private final CompletableFuture<?> left;
    private @Nullable ChatReply came;

    /// @param clock by which the deadlines of requests go
    /// @param left  done when nobody waits for an answer any more
    SourceModel(ChatSource source, ChatAsk ask, Early early, LabClock clock, CompletableFuture<?> left) {
        this.clock = clock;
        this.left = left;
        this.source = source;
        this.ask = ask;
        this.early = early;
    }

    /// The completion that came first.
    Optional<ChatReply> came() { return Optional.ofNullable(came); }

    @Override
    public int contextWindow(String model) { return Integer.MAX_VALUE; }

    @Override
    public ModelReply call(ModelRequest request, TokenSink sink) {
        var start = System.nanoTime();
        var same = request.messages().equals(ask.messages()) && request.model().equals(ask.model());
        var patience = patience(request.deadline());
        var reply = same
                ? source.ask(ask, patience, early)
                : source.ask(ask.with(request.model(), request.messages()), patience, Early.NOBODY);
        came = came == null ? reply : came;
        var latency = (System.nanoTime() - start) / 1_000_000;
        return new ModelReply(reply.text(), calls(reply), finish(reply.finish()), reply.model(), reply.usage(),
                source.scripted() ? 0 : latency, source.scripted());
    }

    /// What is left of a deadline's lab time passes on the wall: a real provider cannot be skipped.
    Patience patience(Deadline deadline) { return new Patience(deadline.remaining(clock), left); }

    private static List<ToolCall> calls(ChatReply reply) {
        return StreamSupport.stream(reply.toolCalls().spliterator(), false).map(c -> new ToolCall(
                c.path("id").asText(), c.path("function").path("name").asText(),
                c.path("function").path("arguments").asText())).toList();
    }

    /// What a reason in a provider's words says.
    static FinishReason finish(String wire) {
        return switch (wire.toUpperCase(Locale.ROOT)) {
            case "LENGTH" -> FinishReason.LENGTH;
            case "TOOL_CALLS", "FUNCTION_CALL" -> FinishReason.TOOL_CALLS;
            case "CONTENT_FILTER" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }
}
