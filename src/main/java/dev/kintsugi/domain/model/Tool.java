package dev.kintsugi.domain.model;

/// Something an agent can do besides talking. Implementations are safe for use by many threads.
public interface Tool {
    ToolSpec spec();

    /// Does it. The same idempotency key again does not do it again, and answers what was answered.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError when the tool cannot be reached or fails
    ToolResult call(ToolRequest request);

    /// Answers as [#call] would, without any effect. For a tool that only reads, the same as calling it.
    ToolResult preview(ToolRequest request);

    /// Whether it is outside the lab, so that time really passes while it works. Default false.
    default boolean outside() { return false; }

    /// What became of an act that was asked for and never answered: asked before it is asked for again.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError when the tool cannot be reached
    default Fate fate(ToolRequest request) { return new Fate.Unknown(); }
}
