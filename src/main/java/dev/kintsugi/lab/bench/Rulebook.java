package dev.kintsugi.lab.bench;

import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.recovery.Recovery;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.recovery.policy.PolicyCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a policy promises, watched from the far side of its calls. For one script; two threads of a race take turns.
final class Rulebook {
    private final Policy policy;
    private final String script;
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Integer> probing = new HashMap<>();
    private final Set<String> acting = new HashSet<>();
    private final Map<String, Integer> acts = new HashMap<>();
    private long attempts;
    private int turns;

    Rulebook(Policy policy, String script) {
        this.policy = policy;
        this.script = script;
    }

    List<String> broken() { return List.copyOf(broken); }

    long attempts() { return attempts; }

    int turns() { return turns; }

    private void must(boolean kept, String rule) {
        if (!kept) {
            broken.add(script + ", " + policy.order() + ": " + rule);
        }
    }

    /// A call to a model that is under way.
    interface UnderWay extends AutoCloseable {
        @Override
        void close();
    }

    /// A call to a model begins; it ends when what is returned is closed.
    UnderWay entered(String session, String model, Recovery recovery) {
        attempts++;
        var held = List.of(count(model, policy.find(Pattern.Bulkhead.class), session),
                recovery.circuits().stream()
                        .filter(c -> c.service().equals(model) && c.state() == Circuit.State.HALF_OPEN).findFirst()
                        .map(c -> probe(c, session)).orElse(() -> {}));
        return () -> held.forEach(UnderWay::close);
    }

    private UnderWay count(String model, Pattern.@Nullable Bulkhead bulkhead, String session) {
        var place = bulkhead != null && bulkhead.shared() ? model : session + model;
        var now = underWay.merge(place, 1, Integer::sum);
        if (bulkhead != null && innermostFor(Pattern.Bulkhead.class)) {
            must(now <= bulkhead.capacity() * rivals(Pattern.Bulkhead.class), "a bulkhead of " + bulkhead.capacity()
                    + " held " + now);
        }
        return () -> underWay.merge(place, -1, Integer::sum);
    }

    /// A probe that is still under way when the circuit opens again is none of the next half-open circuit's.
    private UnderWay probe(Circuit circuit, String session) {
        var breaker = policy.find(Pattern.Breaker.class);
        if (breaker == null) {
            return () -> {};
        }
        var place = (breaker.shared() ? "" : session + " ") + circuit.service() + " " + circuit.opened();
        var now = probing.merge(place, 1, Integer::sum);
        if (innermostFor(Pattern.Breaker.class) && atOnce()) {
            must(now <= breaker.probes() * rivals(Pattern.Breaker.class), "a breaker of " + breaker.probes()
                    + " probes let through " + now);
        }
        return () -> probing.merge(place, -1, Integer::sum);
    }

    /// A pattern that stands outside model fallback knows only the first model, and promises nothing of the others.
    private boolean innermostFor(Class<? extends Pattern> kind) {
        return !policy.has(Pattern.ModelFallback.class) || place(Pattern.ModelFallback.class) < place(kind);
    }

    /// Whether what the breaker lets through is sent at once, and only once: what waits inside it, or asks again, may have
    /// been let through before the circuit opened.
    private boolean atOnce() {
        return policy.patterns().stream().skip(1 + place(Pattern.Breaker.class)).noneMatch(
                p -> p instanceof Pattern.Retry || p instanceof Pattern.RateLimiter || p instanceof Pattern.Verify
                        || p instanceof Pattern.Checkpoint);
    }

    /// A pattern that stands outside a hedge lets both of its requests through as one call.
    private int rivals(Class<? extends Pattern> kind) {
        return policy.has(Pattern.Hedge.class) && place(Pattern.Hedge.class) > place(kind) ? 2 : 1;
    }

    private int place(Class<? extends Pattern> kind) { return policy.patterns().indexOf(policy.find(kind)); }

    /// An act begins; ends with [#acted].
    void acts(String key) { must(acting.add(key), "the act " + key + " was begun twice at a time"); }

    void cutOff(String key) { must(false, "the act " + key + " was cancelled while it was done"); }

    void acted(String key, boolean done) {
        acting.remove(key);
        if (done) {
            must(acts.merge(key, 1, Integer::sum) == 1, "the act " + key + " was done twice");
        }
    }

    void waits(String pattern, Duration wait) {
        var limiter = policy.find(Pattern.RateLimiter.class);
        if (pattern.equals("rate limiter") && limiter != null) {
            must(wait.compareTo(limiter.patience()) <= 0, "the limiter waited " + wait);
        }
        var bulkhead = policy.find(Pattern.Bulkhead.class);
        if (pattern.equals("bulkhead") && bulkhead != null) {
            must(wait.compareTo(bulkhead.patience()) <= 0, "the bulkhead waited " + wait);
        }
    }

    /// A turn is over.
    ///
    /// @param retried what retry waited in it
    void turn(int made, Duration took, Duration retried) {
        turns++;
        must(made <= PolicyCheck.bound(policy, Scripted.MODELS.size()), "a turn made " + made + " attempts");
        must(took.compareTo(policy.limit()) <= 0, "a turn took " + took + " of " + policy.limit());
        var retry = policy.find(Pattern.Retry.class);
        if (retry != null) {
            must(retried.compareTo(retry.budget()) <= 0, "retry waited " + retried + " of " + retry.budget());
        }
    }

    /// A session is over.
    void session(int itsTurns, int itsAttempts) {
        var most = itsTurns + policy.budget().reserve() + policy.budget().perTurn() * itsTurns + 1;
        must(itsAttempts <= most, "a session made " + itsAttempts + " attempts, its budget allows " + most);
    }
}
