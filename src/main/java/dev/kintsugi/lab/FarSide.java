package dev.kintsugi.lab;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.FarReply;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The innermost wire of a turn: what a model outside the lab answers is written down before any fault has a say, and
/// the session's clock looks up. What the lab's own agent answers is not: a replay works it out again. Immutable.
///
/// @param outside whether models and tools are outside the lab
record FarSide(Wire inner, boolean outside, LabClock clock, Consumer<LabEvent> record) implements Wire {
    @Override
    public ModelReply model(Model model, ModelRequest request, TokenSink sink) {
        if (!outside) {
            return inner.model(model, request, sink);
        }
        var shown = new StringBuilder();
        TokenSink heard = sink == TokenSink.NONE ? sink : piece -> {
            shown.append(piece);
            sink.token(piece);
        };
        try {
            var reply = inner.model(model, request, heard);
            clock.look();
            record.accept(heard(request, shown, FarReply.Whole.of(reply), null));
            return reply;
        } catch (AgentError e) {
            clock.look();
            record.accept(heard(request, shown, null, FarReply.Failed.of(e.wire())));
            throw e;
        } catch (Cancelled e) {
            clock.look();
            throw e;
        }
    }

    private static LabEvent heard(ModelRequest request, StringBuilder shown, FarReply.@Nullable Whole reply,
            FarReply.@Nullable Failed error) {
        return new LabEvent.Heard(request.key().attempt(), request.key().call(), request.model(),
                Text.of(shown.toString()), reply, error);
    }

    @Override
    public ToolResult tool(Tool tool, ToolRequest request) {
        try {
            return inner.tool(tool, request);
        } finally {
            if (outside || tool.outside()) {
                clock.look();
            }
        }
    }
}
