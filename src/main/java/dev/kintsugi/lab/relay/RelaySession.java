package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.lab.TurnPen;
import dev.kintsugi.recovery.Recovery;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A session of the relay: turns that wait for their caller's next attempt, and what recovery remembers. Used inside its
/// notebook's `write` but for what says otherwise.
final class RelaySession {
    /// After this lab time without another attempt a turn counts as given up.
    private static final long GIVEN_UP_MS = 120_000;

    final String name;
    final Notebook notebook;
    private final Map<Call.Fingerprint, OpenTurn> open = new HashMap<>();
    private final Map<String, Recovery> recoveries = new HashMap<>();
    private @Nullable FaultSettings written;
    private long begunMs = -1;
    volatile int turns;
    final AtomicInteger busy = new AtomicInteger();

    RelaySession(String name, Notebook notebook) {
        this.name = name;
        this.notebook = notebook;
    }

    long elapsed(long nowMs) {
        begunMs = begunMs < 0 ? nowMs : begunMs;
        return nowMs - begunMs;
    }

    void settings(TurnPen pen, int turn, FaultSettings faults) {
        if (written != faults) {
            pen.settings(turn, faults);
            written = faults;
        }
    }

    /// Whether the next turn begins under the settings of the one before.
    boolean isSettled(FaultSettings faults) { return written == faults; }

    /// The turn of which this body is the next attempt: it was answered with a failure, or its caller has left.
    Optional<OpenTurn> again(Call.Fingerprint body) {
        var turn = open.get(body);
        return turn != null && (turn.current.over() || turn.current.call().left().isDone())
                ? Optional.of(turn)
                : Optional.empty();
    }

    /// Whether no turn waits for anything.
    boolean idle() { return open.isEmpty(); }

    void opened(Call.Fingerprint body, OpenTurn turn) { open.putIfAbsent(body, turn); }

    /// Turns whose beginning never came to disk are no turns of the log.
    void forgetWhatIsGone(TurnPen pen) { open.values().removeIf(t -> !t.standsIn(pen.life())); }

    /// The turn is over.
    void closed(OpenTurn turn) {
        turn.concluded = true;
        open.values().removeIf(t -> t == turn);
    }

    /// Ends the turns that nobody will come back to: of a conversation that this call takes further, or untouched for
    /// long. A call that is no longer than the failed one may be asked beside it, or in its place.
    void giveUp(TurnPen pen, Call by, long nowMs) {
        if (open.isEmpty()) {
            return;
        }
        for (Iterator<OpenTurn> all = open.values().iterator(); all.hasNext();) {
            var turn = all.next();
            var goesOn = turn.conversation.equals(by.conversation())
                    && by.messages().size() > turn.current.call().messages().size();
            if (turn.current.over() && (goesOn || nowMs - turn.lastMs > GIVEN_UP_MS)) {
                all.remove();
                lost(pen, turn);
            }
        }
    }

    /// It took as long as its calls did, however late it is given up.
    private static void lost(TurnPen pen, OpenTurn turn) {
        turn.concluded = true;
        pen.conclude(turn.number, new TurnPen.End(turn.decision.injected().isPresent(), turn.faulted, turn.errors,
                Optional.ofNullable(turn.first), DeliveredStatus.ERROR, turn.lastError, "attempt " + turn.attempts,
                turn.model, turn.attempts, turn.attempts, turn.tokens, 0, turn.lastMs - turn.startedMs));
    }

    /// Its caller still waited, and did not give up.
    private static void interrupted(TurnPen pen, OpenTurn turn) {
        turn.concluded = true;
        pen.record(turn.number, new LabEvent.TurnInterrupted("the lab ended"), 0);
        pen.commit(turn.number);
    }

    /// Ends everything. From any thread.
    void close() {
        if (notebook.closed()) {
            return;
        }
        notebook.write(pen -> {
            forgetWhatIsGone(pen);
            List<OpenTurn> left = new ArrayList<>(open.values());
            open.clear();
            left.forEach(t -> {
                if (t.current.wasCutShort() || !t.current.over()) {
                    interrupted(pen, t);
                } else {
                    lost(pen, t);
                }
            });
            return null;
        });
        notebook.close();
    }

    /// @param knows whether there is anything that an answer can be checked against; without it nothing is checked
    Recovery recovery(String policy, long seed, LabClock clock, boolean knows) {
        return recoveries.computeIfAbsent(policy + knows,
                _ -> new Recovery(policy(policy, knows), new Draws(seed), clock,
                        GatewayAgent.NAME));
    }

    private static Policy policy(String name, boolean knows) {
        var whole = Policies.named(name);
        return knows
                ? whole
                : new Policy(whole.name(),
                        whole.patterns().stream().filter(p -> !(p instanceof Pattern.Verify)).toList(), whole.limit(),
                        whole.maxAttempts());
    }
}
