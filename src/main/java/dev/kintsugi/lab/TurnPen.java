package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SessionFaults;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The log of a session in the hand of a program that drives its turns itself. For use in the session's lane only;
/// several turns may be open at a time.
public interface TurnPen {
    SessionId id();

    long drawKey();

    long seed();

    LabClock clock();

    /// What the injecting side remembers.
    SessionFaults faults();

    /// The number of a new turn; it is taken by the first event recorded under it.
    int next();

    /// Writes down what differs from the fault settings of the turn before.
    void settings(int turn, FaultSettings faults);

    /// Takes an event into the session; it is on disk after the next commit. Returns its sequence.
    long record(int turn, LabEvent event, long cause);

    /// Stays the same until the session is loaded anew, with which all is gone that was recorded and not committed.
    Object life();

    /// Puts what was recorded on disk.
    void commit(int turn);

    /// Ends a turn: records what was delivered and how it came out, and puts everything on disk.
    void conclude(int turn, End end);

    /// Tells a whole turn, on which nothing was recorded yet, by one event, and puts it on disk.
    void served(int turn, LabEvent.CallServed call);

    /// How a turn ended. Immutable.
    ///
    /// @param decided  whether a fault was decided on
    /// @param faulted  attempts on which a fault acted
    /// @param errors   errors nobody injected, in order
    /// @param first    what the first attempt answered, absent when it failed
    /// @param by       what delivered it
    /// @param attempt  the attempt that was delivered
    /// @param tokens   tokens of the whole conversation sent
    /// @param messages of the conversation sent
    /// @param tookMs   lab time from message to delivery
    record End(boolean decided, Set<Integer> faulted, List<AgentError> errors, Optional<String> first,
            DeliveredStatus status, String text, String by, String model, int attempt, int attempts, int tokens,
            int messages, long tookMs) {
        public End {
            faulted = Set.copyOf(faulted);
            errors = List.copyOf(errors);
        }
    }
}
