package dev.kintsugi.lab;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Wire;
import java.util.function.Consumer;

/// What stands nearest to the services that a turn's tools ask, beyond everything that the lab itself does to a call: it may
/// hurt the network for real. What it did it writes down as events of the turn. Used by one turn at a time.
@FunctionalInterface
public interface Nearby {
    /// Nothing stands there.
    Nearby NOTHING = (tool, request, _) -> tool.call(request);

    /// Uses a tool.
    ///
    /// @param note takes what happened; an [LabEvent.Injected] counts as a fault that acted on the attempt
    ToolResult use(Tool tool, ToolRequest request, Consumer<LabEvent> note);

    /// The end of a wire that passes by here.
    default Wire wire(Consumer<LabEvent> note) {
        return new Wire() {
            @Override
            public ModelReply model(Model model, ModelRequest request, TokenSink sink) {
                return model.call(request, sink);
            }

            @Override
            public ToolResult tool(Tool tool, ToolRequest request) { return use(tool, request, note); }
        };
    }
}
