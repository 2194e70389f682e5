package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.pack.ReplyCase;
import dev.kintsugi.agent.pack.Step;
import dev.kintsugi.domain.model.ToolCall;

/// What to do next about an intent.
sealed interface Move {
    /// Call a tool first.
    record Call(ToolCall call) implements Move {}

    /// Ask for what is missing.
    record Ask(Step step) implements Move {}

    /// Say it.
    record Say(Intent intent, ReplyCase reply) implements Move {}

    /// Nothing in the script fits.
    record Pass() implements Move {}
}
