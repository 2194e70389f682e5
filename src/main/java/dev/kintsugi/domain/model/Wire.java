package dev.kintsugi.domain.model;

/// Where every call to a model or a tool passes: faults, pacing and recording sit here.
public interface Wire {
    /// Straight through.
    Wire DIRECT = new Wire() {
        @Override
        public ModelReply model(Model model, ModelRequest request, TokenSink sink) { return model.call(request, sink); }

        @Override
        public ToolResult tool(Tool tool, ToolRequest request) { return tool.call(request); }
    };

    /// Straight through, but without effects: for working out what an agent would have answered.
    Wire SHADOW = new Wire() {
        @Override
        public ModelReply model(Model model, ModelRequest request, TokenSink sink) {
            return model.call(request, TokenSink.NONE);
        }

        @Override
        public ToolResult tool(Tool tool, ToolRequest request) { return tool.preview(request); }
    };

    ModelReply model(Model model, ModelRequest request, TokenSink sink);

    ToolResult tool(Tool tool, ToolRequest request);
}
