package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Decision.Reason;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the injecting side remembers of a session: a pure fold over its log. Immutable.
///
/// @param failures       faults injected; one that lives over turns counts once
/// @param lastFailureMs  lab time of the last turn that was injected, 0 for none
/// @param lastMode       the mode used last
/// @param clarifications turns in a row that asked for a clarification; any other failure sets it to 0
/// @param messages       messages of the user
/// @param lastMessage    what the user said last
/// @param live           the fault that may go on in the next turn
/// @param stopped        whether everything was stopped at once; until someone turns chaos or a mode on again
/// @param openedMs       lab time of the session's begin
/// @param switchedMs     lab time at which a mode's settings were last changed
public record SessionFaults(int failures, long lastFailureMs, @Nullable Failure lastMode, int clarifications,
        int messages, String lastMessage, @Nullable LiveFault live, boolean stopped, long openedMs,
        Map<FailureMode, Long> switchedMs) {
    /// A session in which nothing has happened.
    public static final SessionFaults NEW = new SessionFaults(0, 0, null, 0, 0, "", null, false, 0, Map.of());

    public SessionFaults {
        switchedMs = Map.copyOf(switchedMs);
    }

    /// The state after one more entry of the session's log.
    public SessionFaults next(Entry entry) {
        return switch (entry.event()) {
            case LabEvent.SessionOpened _ -> new SessionFaults(failures, lastFailureMs, lastMode, clarifications,
                    messages, lastMessage, live, stopped, entry.lab(), switchedMs);
            case LabEvent.MessageReceived received -> received(received.message());
            case LabEvent.SettingChanged changed -> changed(changed, entry.lab());
            case LabEvent.Decided decided -> decided(decided.decision(), entry);
            case LabEvent.Injected injected -> live != null && live.mode().equals(injected.mode())
                    ? withLive(live.said(injected.observed().value()))
                    : this;
            case LabEvent.TurnConcluded concluded -> over(concluded.outcome()) ? withLive(null) : this;
            case LabEvent.ScenarioStep _ -> live != null && live.forced() ? withLive(null) : this;
            case LabEvent.SessionReset _ ->
                new SessionFaults(0, 0, null, 0, 0, "", null, stopped, openedMs, switchedMs);
            case LabEvent.CooldownEnded _ ->
                new SessionFaults(failures, 0, lastMode, clarifications, messages, lastMessage,
                        live, stopped, openedMs, switchedMs);
            case LabEvent.PanicStopped _ -> stop(true).withLive(null);
            case LabEvent.SessionReopened _,LabEvent.CheckpointTaken _,LabEvent.AgentRestarted _ -> this;
            case LabEvent.Attempted _,LabEvent.ToolIntended _,LabEvent.ToolUsed _,LabEvent.Paused _ -> this;
            case LabEvent.Detected _,LabEvent.Recovering _,LabEvent.Exposed _,LabEvent.Delivered _ -> this;
            case LabEvent.TurnInterrupted _,LabEvent.PatienceChanged _,LabEvent.Disconnected _ -> this;
            case LabEvent.OfPeople _,LabEvent.OfWork _,LabEvent.OfOutside _ -> this;
            case LabEvent.CallArrived _,LabEvent.CallAnswered _ -> this;
            case LabEvent.CallServed served -> received(served.message()).decided(served.decision(), entry);
        };
    }

    private SessionFaults received(Text message) {
        return new SessionFaults(failures, lastFailureMs, lastMode, clarifications, messages + 1, message.value(), live,
                stopped, openedMs, switchedMs);
    }

    /// A cured fault is over; so is one that never reached the agent.
    private static boolean over(Outcome outcome) {
        return outcome == Outcome.RECOVERED || outcome == Outcome.TOLERATED;
    }

    private SessionFaults changed(LabEvent.SettingChanged changed, long now) {
        var on = changed.value().value().equals("on") || changed.value().value().equals("true");
        for (var mode : FailureMode.values()) {
            var name = SettingText.name(mode);
            if (changed.name().equals(name) || changed.name().startsWith(name + ".")) {
                var switched = new EnumMap<FailureMode, Long>(FailureMode.class);
                switched.putAll(switchedMs);
                switched.put(mode, now);
                return new SessionFaults(failures, lastFailureMs, lastMode, clarifications, messages, lastMessage, live,
                        stopped && !on, openedMs, switched);
            }
        }
        var resumed = changed.name().equals("chaos") || changed.name().equals(SettingText.FAULTS);
        return on && resumed ? stop(false) : this;
    }

    private SessionFaults decided(Decision decision, Entry entry) {
        var mode = decision.mode();
        if (mode == null) {
            return withLive(null);
        }
        var old = live;
        var continued = old != null && old.mode().equals(mode) && decision.sinceTurn() == old.sinceTurn();
        var forced = decision.reason() == Reason.FORCED;
        var fresh = mode.category() == Category.BEHAVIORAL
                ? new LiveFault(mode, entry.turn(), 1, forced, List.of())
                : null;
        return new SessionFaults(failures + (continued ? 0 : 1), entry.lab(), mode,
                mode == FailureMode.INFINITE_LOOP ? clarifications + 1 : 0, messages, lastMessage,
                continued && old != null ? old.again(forced) : fresh, stopped, openedMs, switchedMs);
    }

    SessionFaults withLive(@Nullable LiveFault other) {
        return new SessionFaults(failures, lastFailureMs, lastMode, clarifications, messages, lastMessage, other,
                stopped, openedMs, switchedMs);
    }

    private SessionFaults stop(boolean now) {
        return new SessionFaults(failures, lastFailureMs, lastMode, clarifications, messages, lastMessage, live, now,
                openedMs, switchedMs);
    }

    /// When the mode's settings were last changed, or else when the session began: its time to live counts from there.
    long switchedMs(FailureMode mode) { return switchedMs.getOrDefault(mode, openedMs); }
}
