package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.time.LabClock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The circuit breaker of one model: resilience4j's, on the lab's clock. Safe for many threads.
///
/// To count failures *in a row*, the window is as long as the threshold and must be all failures. To count failures
/// *among the last calls*, the window is twice the threshold and starts out full of successes, so that the threshold is
/// met by exactly that many failures and never by a bad share of a few calls.
final class ModelCircuit {
    private final String model;
    private final Pattern.Breaker settings;
    private final CircuitBreaker breaker;
    private final LabClock clock;
    private final Queue<String> changes = new ConcurrentLinkedQueue<>();
    private volatile @Nullable AgentError last;
    private volatile @Nullable Instant until;

    ModelCircuit(String model, Pattern.Breaker settings, LabClock clock) {
        this.model = model;
        this.settings = settings;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(model, config(settings, clock));
        this.breaker.getEventPublisher().onStateTransition(e -> changed(e.getStateTransition()));
        fill();
    }

    private static CircuitBreakerConfig config(Pattern.Breaker settings, LabClock clock) {
        var window = settings.consecutive() ? settings.failures() : 2 * settings.failures();
        return CircuitBreakerConfig.custom()
                .clock(new LabTime(clock))
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .writableStackTraceEnabled(false)
                .slidingWindow(window, window, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.consecutive() ? 100 : 50)
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .build();
    }

    private void fill() {
        for (int i = 0; !settings.consecutive() && i < 2 * settings.failures(); i++) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    private void changed(CircuitBreaker.StateTransition change) {
        until = change.getToState() == State.OPEN ? clock.now().plus(settings.open()) : null;
        changes.add(model + ": " + words(change.getFromState()) + " to " + words(change.getToState()));
        if (change.getToState() == State.CLOSED) {
            fill();
        }
    }

    private static String words(State state) {
        return state == State.HALF_OPEN ? "half-open" : state == State.OPEN ? "open" : "closed";
    }

    boolean admits() { return breaker.tryAcquirePermission(); }

    void succeeded() { breaker.onSuccess(0, TimeUnit.MILLISECONDS); }

    void failed(AgentError error) {
        last = error;
        breaker.onError(0, TimeUnit.MILLISECONDS, error);
    }

    /// The call said nothing about the service's health.
    void undecided() { breaker.releasePermission(); }

    /// Why it opened; present whenever it does not admit a call.
    @Nullable
    AgentError last() { return last; }

    /// State changes since the last look, each in words.
    @Nullable
    String nextChange() { return changes.poll(); }

    Circuit shown() {
        var state = switch (breaker.getState()) {
            case OPEN -> Circuit.State.OPEN;
            case HALF_OPEN -> Circuit.State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY, FORCED_OPEN -> Circuit.State.CLOSED;
        };
        return new Circuit(model, state, breaker.getMetrics().getNumberOfFailedCalls(), settings.failures(), until);
    }
}
