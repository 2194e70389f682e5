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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session of the relay: turns that wait for their caller's next attempt, and what recovery remembers. Used inside its
/// notebook's `write` but for what says otherwise.
final class RelaySession {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);
    /// After this lab time without another attempt a turn counts as given up.
    private static final long GIVEN_UP_MS = 120_000;

    final String name;
    final Notebook notebook;
    /// The oldest first. Several may have the same body.
    private final List<OpenTurn> open = new ArrayList<>();
    private final Map<String, Recovery> recoveries = new ConcurrentHashMap<>();
    private @Nullable FaultSettings written;
    private long begunMs = -1;
    volatile int turns;
    /// How many turns are open.
    private volatile int waiting;
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

    /// The turn of which this call is the next attempt: its last one was answered with a failure, or left by its caller.
    /// Of several it is the one that has waited for longest.
    ///
    /// @param goesOn whether the call can be an attempt of a turn with the same body
    Optional<OpenTurn> again(Call call, Predicate<OpenTurn> goesOn) {
        OpenTurn found = null;
        for (var turn : open) {
            if (turn.rests() && turn.current.call().asksLike(call) && goesOn.test(turn)
                    && (found == null || turn.lastMs < found.lastMs)) {
                found = turn;
            }
        }
        return Optional.ofNullable(found);
    }

    /// Whether no turn waits for anything. From any thread.
    boolean idle() { return waiting == 0; }

    void opened(OpenTurn turn) {
        open.add(turn);
        waiting = open.size();
    }

    /// Turns whose beginning never came to disk are no turns of the log.
    void forgetWhatIsGone(TurnPen pen) {
        if (!open.isEmpty()) {
            open.removeIf(t -> !t.standsIn(pen.life()));
            waiting = open.size();
        }
    }

    /// The turn is over.
    void closed(OpenTurn turn) {
        turn.concluded = true;
        open.remove(turn);
        waiting = open.size();
    }

    /// Ends the turns that nobody will come back to: of a conversation that this call takes further, or untouched for
    /// long. A call that is no longer than the failed one may be asked beside it, or in its place.
    void giveUp(TurnPen pen, Call by, long nowMs) {
        if (!open.isEmpty()) {
            giveUp(pen, turn -> isLate(turn, nowMs) || turn.conversation.equals(by.conversation())
                    && by.messages().size() > turn.current.call().messages().size());
        }
    }

    /// Ends the turns that nobody has come back to for long, if that can be written. From any thread.
    void giveUp() {
        if (!idle() && !notebook.closed()) {
            write(pen -> {
                var nowMs = pen.clock().now().toEpochMilli();
                giveUp(pen, turn -> isLate(turn, nowMs));
            });
        }
    }

    /// What cannot be written keeps nothing else from its end.
    private void write(Consumer<TurnPen> ends) {
        try {
            notebook.write(pen -> {
                forgetWhatIsGone(pen);
                ends.accept(pen);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("the end of turns of session {} could not be written down: {}", name, e.getMessage());
        }
    }

    private static boolean isLate(OpenTurn turn, long nowMs) { return nowMs - turn.lastMs > GIVEN_UP_MS; }

    private void giveUp(TurnPen pen, Predicate<OpenTurn> which) {
        var given = open.stream().filter(turn -> turn.current.over() && which.test(turn)).toList();
        given.forEach(turn -> {
            closed(turn);
            lost(pen, turn);
        });
    }

    /// It took as long as its calls did, however late it is given up.
    private static void lost(TurnPen pen, OpenTurn turn) {
        pen.conclude(turn.number, new TurnPen.End(turn.decision.injected().isPresent(), turn.faulted, turn.errors,
                Optional.ofNullable(turn.first), DeliveredStatus.ERROR, turn.lastError, "attempt " + turn.attempts,
                turn.model, turn.attempts, turn.attempts, turn.tokens, 0, turn.lastMs - turn.startedMs));
    }

    /// Its caller still waited, and did not give up.
    private static void interrupted(TurnPen pen, OpenTurn turn) {
        pen.record(turn.number, new LabEvent.TurnInterrupted("the lab ended"), 0);
        pen.commit(turn.number);
    }

    /// Ends everything, the turns as far as that can be written. From any thread.
    void close() {
        if (notebook.closed()) {
            return;
        }
        write(pen -> List.copyOf(open).forEach(t -> end(pen, t)));
        notebook.close();
    }

    private void end(TurnPen pen, OpenTurn turn) {
        closed(turn);
        if (turn.current.wasCutShort() || !turn.current.over()) {
            interrupted(pen, turn);
        } else {
            lost(pen, turn);
        }
    }

    /// The same for all calls of the session that ask for this policy. From any thread.
    ///
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
