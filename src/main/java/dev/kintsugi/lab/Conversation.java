package dev.kintsugi.lab;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import java.util.ArrayList;
import java.util.List;

/// What the agent remembers: a fold over the log. What was delivered enters it; an error does not. A reset or a restart
/// that nothing brought back empties it. Not safe for use by several threads.
final class Conversation {
    private final List<Message> messages = new ArrayList<>();
    private final List<ToolUse> tools = new ArrayList<>();

    void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.MessageReceived e -> messages.add(Message.user(e.message().value()));
            case LabEvent.Delivered e -> {
                if (e.status() != DeliveredStatus.ERROR) {
                    messages.add(Message.assistant(e.text().value()));
                }
            }
            case LabEvent.ToolUsed e -> tools.add(use(e));
            case LabEvent.SessionReset _ -> forget();
            case LabEvent.AgentRestarted e -> {
                if (!e.restored()) {
                    forget();
                }
            }
            case LabEvent.SessionOpened _,LabEvent.SessionReopened _,LabEvent.SettingChanged _,LabEvent.ScenarioStep _,LabEvent.CheckpointTaken _,LabEvent.Decided _,LabEvent.Injected _,LabEvent.Attempted _,LabEvent.ToolIntended _,LabEvent.Paused _,LabEvent.Detected _,LabEvent.Recovering _,LabEvent.Exposed _,LabEvent.TurnConcluded _,LabEvent.TurnInterrupted _,LabEvent.PatienceChanged _,LabEvent.Disconnected _,LabEvent.CooldownEnded _,LabEvent.PanicStopped _,LabEvent.OfPeople _,LabEvent.OfWork _ ->
                {
                }
        }
    }

    private static ToolUse use(LabEvent.ToolUsed e) {
        return new ToolUse(new ToolCall(e.idempotencyKey(), e.tool(), e.arguments().value()), e.effect(),
                new ToolResult(e.result().value(), e.ok(), 0, false));
    }

    private void forget() {
        messages.clear();
        tools.clear();
    }

    List<Message> messages() { return List.copyOf(messages); }

    int size() { return messages.size(); }

    /// What the tools answered in earlier turns, in order.
    List<ToolUse> tools() { return List.copyOf(tools); }
}
