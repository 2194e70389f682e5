package dev.kintsugi.lab.log;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Grown;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import java.util.List;
import java.util.function.ToIntFunction;

/// What the agent remembers: a fold over the log. What was delivered enters it; an error does not. A reset or a restart
/// that nothing brought back empties it. Not safe for use by several threads.
public final class Conversation {
    private final int keeps;
    private Grown<Message> messages = Grown.empty();
    private Grown<ToolUse> tools = Grown.empty();
    private final Recent recent = new Recent();
    private int counted;
    private int tokens;

    /// @param keeps how many of the latest messages it remembers at least
    Conversation(int keeps) { this.keeps = keeps; }

    void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.MessageReceived e -> remember(Message.user(e.message().value()));
            case LabEvent.Delivered e -> {
                if (e.status() != DeliveredStatus.ERROR) {
                    remember(Message.assistant(e.text().value()));
                }
            }
            case LabEvent.CallServed e -> {
                remember(Message.user(e.message().value()));
                remember(Message.assistant(e.reply().value()));
            }
            case LabEvent.ToolUsed e -> tools = tools.plus(use(e));
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

    private void remember(Message message) {
        messages = messages.plus(message);
        if (messages.size() / 2 >= keeps) {
            var latest = messages.subList(messages.size() - keeps, messages.size());
            Grown<Message> fewer = Grown.empty();
            for (var each : latest) {
                fewer = fewer.plus(each);
            }
            messages = fewer;
            recent.forget();
            counted = 0;
            tokens = 0;
        }
    }

    private static ToolUse use(LabEvent.ToolUsed e) {
        return new ToolUse(new ToolCall(e.idempotencyKey(), e.tool(), e.arguments().value()), e.effect(),
                new ToolResult(e.result().value(), e.ok(), 0, false));
    }

    private void forget() {
        messages = Grown.empty();
        tools = Grown.empty();
        recent.forget();
        counted = 0;
        tokens = 0;
    }

    /// Everything it remembers, the oldest first.
    public List<Message> messages() { return messages; }

    /// The latest messages, a JSON array without its brackets.
    public String json() { return recent.of(messages); }

    /// Tokens of all messages by a counter that is always the same: each message is counted once.
    public int tokens(ToIntFunction<String> counter) {
        for (; counted < messages.size(); counted++) {
            tokens += counter.applyAsInt(messages.get(counted).content());
        }
        return tokens;
    }

    /// How many messages it remembers.
    public int size() { return messages.size(); }

    /// What the tools answered in earlier turns, in order.
    public List<ToolUse> tools() { return tools; }
}
