package dev.kintsugi.fault;

import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Wire;
import org.jspecify.annotations.Nullable;

/// A turn as it was decided: put around the wire of every attempt, next to the real call. Whether the fault still acts
/// is settled at each attempt's first call, by the cure. Safe for many threads; attempts follow one another.
public final class FaultedTurn {
    private final @Nullable ActingFault fault;

    FaultedTurn(@Nullable ActingFault fault) { this.fault = fault; }

    static FaultedTurn clean() { return new FaultedTurn(null); }

    /// The faulted wire; the inner one itself when nothing was decided.
    public Wire around(Wire inner) { return fault == null ? inner : new FaultedWire(fault, inner); }

    /// Whether the fault acted on any call yet.
    public boolean acted() { return fault != null && fault.acted(); }

    /// Whether it acted on a call of this attempt.
    public boolean actedOn(int attempt) { return fault != null && fault.actedOn(attempt); }

    /// Ends the fault at once: nothing after this call is touched.
    public void stop() {
        if (fault != null) {
            fault.stop();
        }
    }

    /// Tells that a human supplied another credential: later attempts are sent with it.
    public void freshCredential() {
        if (fault != null) {
            fault.freshCredential();
        }
    }

    private record FaultedWire(ActingFault fault, Wire inner) implements Wire {
        @Override
        public ModelReply model(Model model, ModelRequest request, TokenSink sink) {
            return fault.model(inner, model, request, sink);
        }

        @Override
        public ToolResult tool(Tool tool, ToolRequest request) { return fault.tool(inner, tool, request); }
    }
}
