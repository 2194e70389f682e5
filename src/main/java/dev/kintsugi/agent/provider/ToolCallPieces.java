package dev.kintsugi.agent.provider;

import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import dev.kintsugi.domain.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// Puts tool calls together from their fragments. A fragment belongs to the call of its index; one with a new id begins
/// a new call, as some servers give every call the index 0, or none. For one thread.
final class ToolCallPieces {
    private static final class Growing {
        final long index;
        final String id;
        final StringBuilder name = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();

        Growing(long index, String id) {
            this.index = index;
            this.id = id;
        }
    }

    private final List<Growing> calls = new ArrayList<>();

    void add(Delta.ToolCall piece) {
        var call = owner(piece._index().asKnown().orElse(-1L), piece.id().orElse(""));
        piece.function().ifPresent(function -> {
            function.name().ifPresent(call.name::append);
            function.arguments().ifPresent(call.arguments::append);
        });
    }

    boolean isEmpty() { return calls.isEmpty(); }

    /// The calls, in the order they began; one that came without an id gets one.
    List<ToolCall> calls() {
        var whole = new ArrayList<ToolCall>();
        for (var call : calls) {
            var id = call.id.isEmpty() ? "call_" + (whole.size() + 1) : call.id;
            whole.add(new ToolCall(id, call.name.toString(), call.arguments.toString()));
        }
        return List.copyOf(whole);
    }

    private Growing owner(long index, String id) {
        for (var call : calls.reversed()) {
            var same = id.isEmpty() ? index < 0 || call.index == index : call.id.equals(id);
            if (same) {
                return call;
            }
        }
        var begun = new Growing(index, id);
        calls.add(begun);
        return begun;
    }
}
