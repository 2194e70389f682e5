package dev.kintsugi.lab.errands;

import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Gives an act the same request id however often its prompt is sent again, so that the service does it once for a prompt.
/// (Each sending is a turn, and the lab's own keys differ from turn to turn.) For one run.
///
/// @param outside the tools
final class Acts implements Outside {
    /// Hexadecimal digits of an id.
    private static final int LENGTH = 32;

    private final Outside outside;
    private final String run;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private int prompt;

    /// @param run sets the ids of one run apart from those of another
    Acts(Outside outside, String run) {
        this.outside = outside;
        this.run = run;
    }

    /// A prompt is sent for the first time, or again.
    synchronized void begin(int number) {
        prompt = number;
        times.clear();
    }

    @Override
    public Optional<Tool> tool(String name) { return outside.tool(name).map(tool -> new Once(tool, this)); }

    private synchronized ToolRequest of(ToolRequest request) {
        var id = ids.computeIfAbsent(request.idempotencyKey(), _ -> {
            var act = run + "\n" + prompt + "\n" + request.call().name() + "\n" + request.call().arguments();
            return Chain.sha256(act + "\n" + times.merge(act, 1, Integer::sum)).substring(0, LENGTH);
        });
        return new ToolRequest(request.call(), id, request.key(), request.deadline());
    }

    private record Once(Tool tool, Acts acts) implements Tool {
        @Override
        public ToolSpec spec() { return tool.spec(); }

        @Override
        public boolean outside() { return tool.outside(); }

        private ToolRequest own(ToolRequest request) {
            return spec().effect() == Effect.READ ? request : acts.of(request);
        }

        @Override
        public ToolResult call(ToolRequest request) { return tool.call(own(request)); }

        @Override
        public ToolResult preview(ToolRequest request) { return tool.preview(request); }

        @Override
        public Fate fate(ToolRequest request) { return tool.fate(own(request)); }
    }
}
