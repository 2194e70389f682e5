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
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What the agent remembers: a fold over the log. What was delivered enters it; an error does not. A reset or a restart
/// that nothing brought back empties it. Not safe for use by several threads.
final class Conversation {
    private final List<Message> messages = new ArrayList<>();
    private final List<ToolUse> tools = new ArrayList<>();
    private @Nullable List<Message> handedOut;
    private int counted;
    private int tokens;

    void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.MessageReceived e -> add(Message.user(e.message().value()));
            case LabEvent.Delivered e -> {
                if (e.status() != DeliveredStatus.ERROR) {
                    add(Message.assistant(e.text().value()));
                }
            }
            case LabEvent.ToolUsed e -> tools.add(use(e));
            case LabEvent.SessionReset _ -> forget();
            case LabEvent.AgentRestarted e -> {
                if (!e.restored()) {
                    forget();
                }
            }
            case LabEvent.SessionOpened _,LabEvent.SessionReopened _,LabEvent.SettingChanged _,LabEvent.ScenarioStep _,LabEvent.CheckpointTaken _,LabEvent.Decided _,LabEvent.Injected _,LabEvent.Attempted _,LabEvent.ToolIntended _,LabEvent.Paused _,LabEvent.Detected _,LabEvent.Recovering _,LabEvent.Exposed _,LabEvent.TurnConcluded _,LabEvent.TurnInterrupted _,LabEvent.PatienceChanged _,LabEvent.Disconnected _,LabEvent.CooldownEnded _,LabEvent.PanicStopped _,LabEvent.CallArrived _,LabEvent.CallAnswered _,LabEvent.OfPeople _,LabEvent.OfWork _,LabEvent.OfOutside _ ->
                {
                }
        }
    }

    private void add(Message message) {
        messages.add(message);
        handedOut = null;
    }

    private static ToolUse use(LabEvent.ToolUsed e) {
        return new ToolUse(new ToolCall(e.idempotencyKey(), e.tool(), e.arguments().value()), e.effect(),
                new ToolResult(e.result().value(), e.ok(), 0, false));
    }

    private void forget() {
        messages.clear();
        tools.clear();
        handedOut = null;
        counted = 0;
        tokens = 0;
    }

    List<Message> messages() {
        var copy = handedOut;
        if (copy == null) {
            copy = List.copyOf(messages);
            handedOut = copy;
        }
        return copy;
    }

    /// Tokens of all messages by a counter that is always the same: each message is counted once.
    int tokens(ToIntFunction<String> counter) {
        for (; counted < messages.size(); counted++) {
            tokens += counter.applyAsInt(messages.get(counted).content());
        }
        return tokens;
    }

    int size() { return messages.size(); }

    /// What the tools answered in earlier turns, in order.
    List<ToolUse> tools() { return List.copyOf(tools); }
}
