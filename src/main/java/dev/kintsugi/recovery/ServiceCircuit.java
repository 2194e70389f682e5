package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.policy.Pattern;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The circuit breaker of one service, a model or a tool: resilience4j's, on the lab's clock. Safe for many threads.
///
/// To count failures *in a row*, the window is as long as the threshold and must be all failures. To count failures
/// *among the last calls*, the window starts out full of successes, so that the threshold is met by exactly that many
/// failures and never by a bad share of a few calls. What probes decide is counted here: all must pass, and the first that
/// fails opens it again, where the library would look at their share among as many calls as open a circuit.
final class ServiceCircuit implements CircuitGate {
    private final String service;
    private final Pattern.Breaker settings;
    private final CircuitBreaker breaker;
    private final LabClock clock;
    private int opened;
    private int passed;
    private volatile @Nullable AgentError last;
    private @Nullable Instant until;

    ServiceCircuit(String service, Pattern.Breaker settings, LabClock clock) {
        this.service = service;
        this.settings = settings;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(service, config(settings, clock));
        fill();
    }

    private static CircuitBreakerConfig config(Pattern.Breaker settings, LabClock clock) {
        var window = settings.consecutive() ? settings.failures() : settings.window();
        return CircuitBreakerConfig.custom()
                .clock(new LabTime(clock))
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .writableStackTraceEnabled(false)
                .slidingWindow(window, window, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failures() * 100.0f / window)
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .build();
    }

    private void fill() {
        for (int i = 0; !settings.consecutive() && i < settings.window(); i++) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    /// What a call is to say when it is over is how often the circuit had opened when it began.
    @Override
    public synchronized int admit() {
        if (due()) {
            breaker.transitionToHalfOpenState();
        }
        return breaker.tryAcquirePermission() ? opened : REJECTED;
    }

    /// The library begins to probe only past the moment that it names.
    private boolean due() { return until != null && breaker.getState() == State.OPEN && !clock.now().isBefore(until); }

    /// A call that began before the circuit opened passes for no probe.
    @Override
    public synchronized void succeeded(int admitted) {
        if (breaker.getState() != State.HALF_OPEN) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        } else if (admitted == opened) {
            probePassed();
        }
    }

    private void probePassed() {
        if (++passed >= settings.probes()) {
            breaker.transitionToClosedState();
            passed = 0;
            until = null;
            fill();
        }
    }

    @Override
    public synchronized void failed(AgentError error) {
        last = error;
        if (breaker.getState() == State.HALF_OPEN) {
            probeFailed();
            return;
        }
        breaker.onError(0, TimeUnit.MILLISECONDS, error);
        if (until == null && breaker.getState() == State.OPEN) {
            opens();
        }
    }

    private void opens() {
        opened++;
        until = clock.now().plus(settings.open());
    }

    private void probeFailed() {
        breaker.transitionToOpenState();
        passed = 0;
        opens();
    }

    /// A call that began before the circuit opened had no probe's place to give back.
    @Override
    public synchronized void undecided(int admitted) {
        if (admitted == opened) {
            breaker.releasePermission();
        }
    }

    /// What another session met is not told to this one.
    @Override
    public @Nullable AgentError last() { return settings.shared() ? RecordedCircuit.open(service) : last; }

    @Override
    public Circuit.State state() {
        return switch (breaker.getState()) {
            case OPEN -> Circuit.State.OPEN;
            case HALF_OPEN -> Circuit.State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY, FORCED_OPEN -> Circuit.State.CLOSED;
        };
    }

    @Override
    public synchronized Circuit shown() {
        var now = state();
        return new Circuit(service, now, breaker.getMetrics().getNumberOfFailedCalls(), settings.failures(), opened,
                now == Circuit.State.OPEN ? until : null);
    }
}
