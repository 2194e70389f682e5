package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.fault.FaultedTurn;
import dev.kintsugi.fault.wire.Ordered;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A turn from its first call to its last: what was decided once, and what its attempts have come to. Attempts follow one
/// another; only one whose caller has left may still be on its way when the next begins.
final class OpenTurn {
    final int number;
    final long drawKey;
    final long startedMs;
    final String conversation;
    final Decision decision;
    /// What its first call asked for. A call that asks for another fault is no attempt of this turn.
    final Optional<Ordered> asked;
    /// The fault of the wire that was decided on; null for a mode or nothing.
    final @Nullable Ordered ordered;
    final Set<Integer> faulted = ConcurrentHashMap.newKeySet();
    final List<AgentError> errors = new CopyOnWriteArrayList<>();
    @Nullable
    FaultedTurn mode;
    @Nullable
    String first;
    RelayTurn current;
    int attempts;
    /// Of the session, in which it began; absent once its beginning is on disk.
    private @Nullable Object life;
    boolean concluded;
    long orderedActedMs = -1;
    long lastMs;
    int tokens;
    String model = "";
    String lastError = "";

    OpenTurn(int number, long drawKey, long startedMs, String conversation, Decision decision,
            Optional<Ordered> asked, @Nullable Ordered ordered, RelayTurn current, Object life) {
        this.number = number;
        this.drawKey = drawKey;
        this.startedMs = startedMs;
        this.conversation = conversation;
        this.decision = decision;
        this.asked = asked;
        this.ordered = ordered;
        this.current = current;
        this.life = life;
        this.lastMs = startedMs;
    }

    /// Whether nobody waits for an answer of its latest attempt any more: it was answered, or its caller has left.
    boolean rests() { return current.over() || current.call().left().isDone(); }

    /// Whether its fault is one of the wire, not of the model.
    boolean onTheWire() { return ordered != null && ordered.disturbance().isPresent(); }

    /// Whether its beginning is in the log, or will be with the next commit of this life.
    boolean standsIn(Object other) { return life == null || life == other; }

    /// Its beginning is on disk.
    void onDisk() { life = null; }

    boolean disturbs(int attempt, long nowMs) {
        return ordered != null && onTheWire()
                && ordered.acts(attempt, orderedActedMs < 0 ? -1 : nowMs - orderedActedMs);
    }
}
