package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a log event by event and keeps what the customer of a scenario could notice. For one thread.
public final class HistoryFold {
    private static final int NO_STEP = 0;

    private final List<Happening> happenings = new ArrayList<>();
    private int step = NO_STEP;
    private @Nullable Failure mode;

    /// Takes the next entry of the log.
    public void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.ScenarioStep begun -> begin(begun.number());
            case LabEvent.MessageReceived _ -> mode = null;
            case LabEvent.Injected injected -> mode = mode == null ? injected.mode() : mode;
            case LabEvent.TurnConcluded concluded -> conclude(entry.turn(), concluded);
            case LabEvent.TurnInterrupted _ -> step = NO_STEP;
            case LabEvent.AgentRestarted restarted -> happenings.add(new Happening.Restarted(restarted.restored()));
            case LabEvent.Disconnected _ -> happenings.add(new Happening.Left());
            case LabEvent.CallServed _ -> entry.parts().forEach(this::add);
            case LabEvent.SessionOpened _,LabEvent.SessionReopened _,LabEvent.SettingChanged _,LabEvent.CheckpointTaken _,LabEvent.Decided _,LabEvent.Attempted _,LabEvent.ToolIntended _,LabEvent.ToolUsed _,LabEvent.Paused _,LabEvent.Detected _,LabEvent.Recovering _,LabEvent.Exposed _,LabEvent.Delivered _,LabEvent.SessionReset _,LabEvent.PatienceChanged _,LabEvent.CooldownEnded _,LabEvent.PanicStopped _,LabEvent.CallArrived _,LabEvent.CallAnswered _,LabEvent.OfPeople _,LabEvent.OfWork _,LabEvent.OfOutside _ ->
                {
                }
        }
    }

    /// What happened so far.
    public History history() { return new History(happenings); }

    private void begin(int number) {
        step = number;
        mode = null;
    }

    private void conclude(int turn, LabEvent.TurnConcluded end) {
        if (step != NO_STEP) {
            happenings.add(new Happening.Moment(step, turn, ending(end), end.outcome(), mode, end.attempts()));
        }
        step = NO_STEP;
    }

    private static Ending ending(LabEvent.TurnConcluded end) {
        return switch (end.outcome()) {
            case SOUND, TOLERATED -> Ending.WORKED;
            case RECOVERED, NATURAL_RECOVERED -> Ending.MENDED;
            case SOFTENED -> Ending.SOFTENED;
            case LOST -> Ending.FAILED;
            case HARMED -> end.delivered() == DeliveredStatus.REPLY ? Ending.WORKED : Ending.SOFTENED;
            case NATURAL_FAILURE -> stoodIn(end.delivered()) ? Ending.SOFTENED : Ending.FAILED;
        };
    }

    private static boolean stoodIn(DeliveredStatus delivered) {
        return switch (delivered) {
            case MESSAGE, STALE, HUMAN -> true;
            case REPLY, ERROR -> false;
        };
    }
}
