package dev.kintsugi.agent.provider;

import com.openai.errors.OpenAIException;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model of any provider that speaks as OpenAI does. One call is one request: it is never sent a second time and
/// never follows a redirect. Every failure is an [AgentError]; an interrupt of the calling
/// thread stops the call at once as [Cancelled], with the interrupt flag left set.
///
/// Latency is measured, not simulated. Tokens are those the provider says, or our own count where it says none. Safe
/// for many threads.
public final class OpenAiModel implements Model {
    private final ProviderSettings settings;
    private final LabClock clock;
    private final WireFailures failures;
    private final Object building = new Object();
    private volatile @Nullable ChatClient client;

    /// Cheap: the client library is loaded by the first call.
    public OpenAiModel(ProviderSettings settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.failures = new WireFailures(settings, clock);
    }

    @Override
    public int contextWindow(String model) { return settings.contextWindowOf(model); }

    /// Tokens of a text for this model: exact for known encodings.
    public int countTokens(String model, String text) { return tokens(model).count(text); }

    public ProviderSettings settings() { return settings; }

    @Override
    public ModelReply call(ModelRequest request, TokenSink sink) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled();
        }
        if (settings.keyMissing()) {
            throw error(failures.error(WireFault.MISSING_KEY, "No key is set for " + settings.name()), request);
        }
        var ready = client();
        var patience = new Patience(settings, request.deadline(), clock);
        if (patience.exhausted()) {
            throw error(failures.readTimeout(), request);
        }
        var pieces = new ReplyPieces(request.model(), sink);
        var wrong = receive(ready, request, pieces, patience);
        if (wrong.isPresent()) {
            throw error(wrong.get(), request);
        }
        return reply(request, pieces, patience);
    }

    /// Fills the pieces; what comes back is what went wrong.
    private Optional<WireError> receive(ChatClient ready, ModelRequest request, ReplyPieces pieces, Patience patience) {
        var params = ChatRequests.of(request);
        try (var feed = new ChunkFeed(ready, params)) {
            while (true) {
                switch (feed.next(patience.forNext(pieces.begun()))) {
                    case ChunkFeed.Chunk(var chunk) -> pieces.add(chunk);
                    case ChunkFeed.End() -> {
                        return pieces.lack(failures);
                    }
                    case ChunkFeed.Failed(var cause, var answered) -> {
                        return pieces.finished() ? pieces.lack(failures) : Optional.of(failures.of(cause, answered));
                    }
                    case null -> {
                        return pieces.finished() ? pieces.lack(failures) : Optional.of(silence(pieces, patience));
                    }
                }
            }
        } catch (OpenAIException | ReplyPieces.Broken e) {
            return Optional.of(failures.of(e, true));
        }
    }

    private WireError silence(ReplyPieces pieces, Patience patience) {
        return pieces.begun() && !patience.exhausted() ? failures.stalled() : failures.readTimeout();
    }

    private ModelReply reply(ModelRequest request, ReplyPieces pieces, Patience patience) {
        var text = pieces.text();
        var calls = pieces.toolCalls();
        var usage = pieces.usage().orElseGet(() -> PromptCount.of(request, text, calls, tokens(request.model())));
        return new ModelReply(text, calls, pieces.finishReason(), pieces.model(), usage, patience.spent().toMillis(),
                false);
    }

    private AgentError error(WireError wire, ModelRequest request) {
        var key = request.key();
        return ErrorTable.error(wire, new ErrorContext(key.turn().session(), settings.name(), request.model(), "model",
                key.turn().number(), key.attempt() - 1));
    }

    private Tokens tokens(String model) {
        return settings.encoding().isEmpty() ? Tokens.ofModel(model) : Tokens.ofEncoding(settings.encoding());
    }

    private ChatClient client() {
        var ready = client;
        if (ready != null) {
            return ready;
        }
        synchronized (building) {
            if (client == null) {
                client = new ChatClient(settings);
            }
            return client;
        }
    }
}
