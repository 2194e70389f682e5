package dev.kintsugi.fault;

import dev.kintsugi.domain.model.ModelRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a fault remembers of its turn: the first request, the verdict on this attempt, when it first acted. Every
/// method holds the object's lock.
final class FaultMemory {
    private final Scene scene;
    private final Fault fault;
    private final Set<Integer> actedOn = new HashSet<>();
    private @Nullable Sent first;
    private @Nullable Sent now;
    private boolean acting;
    private boolean stopped;
    private long acted = -1;
    private int limit;
    private int credential;

    FaultMemory(Scene scene) {
        this.scene = scene;
        this.fault = scene.fault();
    }

    /// Whether the fault acts on this attempt, settled once at its first model call.
    synchronized boolean acts(ModelRequest request, long nowMs, Shadow counter) {
        if (now == null || now.attempt() != request.key().attempt()) {
            settle(new Sent(request.key().attempt(), request.model(), request.messages(), request.maxTokens(),
                    load(request, counter), nowMs, credential));
        }
        return acting && !stopped;
    }

    /// The same for an attempt that may have made no model call before.
    synchronized boolean acts(int attempt, long nowMs) {
        if (now == null || now.attempt() != attempt) {
            var before = now;
            settle(before == null
                    ? new Sent(attempt, "", List.of(), 0, Load.NONE, nowMs, credential)
                    : new Sent(attempt, before.model(), before.messages(), before.maxTokens(), before.load(), nowMs,
                            credential));
        }
        return acting && !stopped;
    }

    private void settle(Sent sent) {
        now = sent;
        first = first == null ? sent : first;
        acting = !cure().holds(first, sent, acted);
    }

    /// Counting tokens costs time: only faults that speak of size look at it.
    private Load load(ModelRequest request, Shadow counter) {
        return fault instanceof TokenLimit || fault instanceof MemoryExhaustion
                ? Load.of(request.model(), request.messages(), counter)
                : Load.NONE;
    }

    synchronized Cure cure() { return Cure.chosen(scene.parameter(Parameter.CURE), fault.cure(scene, limit)); }

    /// Notes that it acts now. The limit it quotes is fixed the first time.
    synchronized void act(int attempt, long nowMs) {
        actedOn.add(attempt);
        if (acted < 0) {
            acted = nowMs;
            limit = fault instanceof Breakage breakage ? breakage.limit(scene, load()) : 0;
        }
    }

    synchronized Load load() { return now == null ? Load.NONE : now.load(); }

    synchronized String model() { return now == null ? "" : now.model(); }

    synchronized int limit() { return limit; }

    synchronized boolean acted() { return acted >= 0; }

    synchronized boolean actedOn(int attempt) { return actedOn.contains(attempt); }

    synchronized void stop() { stopped = true; }

    synchronized void freshCredential() { credential++; }
}
