package dev.kintsugi.lab;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Cancelled;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a tool no longer than it may take, and makes an error of the field of whatever it throws. A tool that does
/// not answer is interrupted; what it did meanwhile is unknown.
///
/// @param virtual whether time is virtual: then the tool is called at once, for nothing real is waited for
record TimedWire(Duration timeout, String agent, boolean virtual) implements Wire {
    @Override
    public ModelReply model(Model model, ModelRequest request, TokenSink sink) { return model.call(request, sink); }

    @Override
    public ToolResult tool(Tool tool, ToolRequest request) {
        return virtual ? called(tool, request) : inTime(tool, request);
    }

    private ToolResult called(Tool tool, ToolRequest request) {
        try {
            return tool.call(request);
        } catch (AgentError | Cancelled e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(e, request);
        }
    }

    private ToolResult inTime(Tool tool, ToolRequest request) {
        var answer = new CompletableFuture<ToolResult>();
        var worker = Thread.ofVirtual().name("tool-" + tool.spec().name()).start(() -> {
            try {
                answer.complete(tool.call(request));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            throw ErrorTable.error(WireError.of(WireFault.READ_TIMEOUT,
                    "no answer within " + timeout.toSeconds() + " s"), context(request));
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            throw cause instanceof AgentError known ? known : broken(cause, request);
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private AgentError broken(Throwable cause, ToolRequest request) {
        var words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return ErrorTable.error(WireError.of(WireFault.STREAM_ERROR, words), context(request));
    }

    private ErrorContext context(ToolRequest request) {
        var key = request.key();
        return new ErrorContext(key.turn().session(), agent, "", request.call().name(), key.turn().number(),
                key.attempt() - 1);
    }
}
