package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.policy.Backoff;
import dev.kintsugi.recovery.policy.Pattern;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Breaker, retry and bulkhead against a second library (Failsafe), which shares no code with the first, on long random
/// traces.
///
/// Where the two differ by design, the traces keep to what both define:
/// - Failsafe takes the time from the system, so the trace tells it when its circuit is half open; how long a circuit stays
///   open is compared by hand, with the lab's clock.
/// - With several probes, ours lets so many calls through until it has decided, Failsafe so many at a time; calls overlap
///   only in traces with one probe. Failsafe cannot give a probe back undecided, so no call is.
/// - Ours bounds the sum of the pauses of a turn, Failsafe the time since the first try; the traces stay below both. Failsafe
///   has no fibonacci and no linear backoff; those are compared with their definition here and in `BackoffTest`.
/// - Failsafe has no rate of slow calls, and ours has no slow calls either: one that takes too long is a failure because
///   `timeout` gives it up.
class DifferentialTest {
    private static final AgentError ERROR = Bench.error(Bench.down(), "alpha");
    private static final int CALLS = 200_000;

    /// Our circuit and theirs, told the same.
    private static final class Pair {
        private final VirtualClock clock;
        private final Pattern.Breaker settings;
        private final CircuitGate ours;
        private final CircuitBreaker<Object> theirs;
        private Instant opened = Instant.EPOCH;
        private int permit;
        int opens;

        Pair(Pattern.Breaker settings) { this(settings, new VirtualClock(Instant.EPOCH)); }

        Pair(Pattern.Breaker settings, VirtualClock clock) {
            this(settings, clock, new ServiceCircuit("alpha", settings, clock));
        }

        Pair(Pattern.Breaker settings, VirtualClock clock, CircuitGate ours) {
            this.clock = clock;
            this.settings = settings;
            this.ours = ours;
            var builder = CircuitBreaker.builder().withDelay(Duration.ofDays(10_000))
                    .withSuccessThreshold(settings.probes());
            this.theirs = (settings.consecutive()
                    ? builder.withFailureThreshold(settings.failures())
                    : builder.withFailureThreshold(settings.failures(), settings.window())).build();
        }

        boolean admits(String at) {
            if (theirs.isOpen() && !clock.now().isBefore(opened.plus(settings.open()))) {
                theirs.halfOpen();
            }
            var given = ours.admit();
            var admitted = given != CircuitGate.REJECTED;
            permit = admitted ? given : permit;
            assertThat(admitted).as(at).isEqualTo(theirs.tryAcquirePermit());
            same(at);
            return admitted;
        }

        void ends(boolean well, String at) {
            var wasOpen = theirs.isOpen();
            if (well) {
                ours.succeeded(permit);
                theirs.recordSuccess();
            } else {
                ours.failed(ERROR);
                theirs.recordFailure();
            }
            if (!wasOpen && theirs.isOpen()) {
                opened = clock.now();
                opens++;
            }
            same(at);
        }

        private void same(String at) {
            assertThat(ours.state().name()).as(at).isEqualTo(theirs.getState().name().toUpperCase(Locale.ROOT));
        }
    }

    private static Pattern.Breaker breaker(SplittableRandom random, int probes) {
        var failures = 1 + random.nextInt(8);
        return new Pattern.Breaker(failures, failures + random.nextInt(12), Duration.ofSeconds(1 + random.nextInt(60)),
                random.nextBoolean(), probes, false);
    }

    @Test
    void theBreakerAdmitsAndRefusesTheSameCalls() {
        var opens = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var pair = new Pair(breaker(random, 1 + random.nextInt(4)));
            var weather = 0.5;
            for (int call = 0; call < CALLS / 100; call++) {
                var at = pair.settings + " seed " + seed + " call " + call;
                weather = random.nextInt(50) == 0 ? random.nextDouble() : weather;
                if (pair.admits(at)) {
                    pair.ends(random.nextDouble() < weather, at);
                }
                pair.clock.advance(Duration.ofMillis(random.nextInt(5000)));
            }
            opens += pair.opens;
        }
        assertThat(opens).as("circuits that opened, so that the trace says something").isGreaterThan(5000);
    }

    /// Another policy comes at any moment, with other circuits, and an earlier one comes back: each set of settings has
    /// circuits of its own, which go on where they were, half open ones too.
    @Test
    void theBreakerDoesSoWhenThePolicyChangesMeanwhile() {
        var changedHalfOpen = 0;
        for (int seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            var clock = new VirtualClock(Instant.EPOCH);
            var services = new Services(clock);
            var pairs = new ArrayList<Pair>();
            Stream.generate(() -> shared(breaker(random, 1 + random.nextInt(3)))).distinct().limit(3)
                    .forEach(s -> pairs.add(new Pair(s, clock, services.breakers(s).of("alpha"))));
            var now = pairs.getFirst();
            for (int call = 0; call < CALLS / 100; call++) {
                var at = now.settings + " seed " + seed + " call " + call;
                if (now.admits(at)) {
                    now.ends(random.nextInt(3) > 0, at);
                }
                if (random.nextInt(4) == 0) {
                    changedHalfOpen += now.theirs.isHalfOpen() ? 1 : 0;
                    now = pairs.get(random.nextInt(3));
                    now.same(at);
                }
                clock.advance(Duration.ofMillis(random.nextInt(5000)));
            }
        }
        assertThat(changedHalfOpen).as("changes of a policy whose circuit was half open").isGreaterThan(300);
    }

    private static Pattern.Breaker shared(Pattern.Breaker own) {
        return new Pattern.Breaker(own.failures(), own.window(), own.open(), own.consecutive(), own.probes(), true);
    }

    @Test
    void theBreakerDoesSoWhenCallsOverlap() {
        var opens = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var pair = new Pair(breaker(random, 1));
            var weather = 0.5;
            var underWay = 0;
            for (int move = 0; move < CALLS / 100; move++) {
                var at = pair.settings + " seed " + seed + " move " + move;
                weather = random.nextInt(50) == 0 ? random.nextDouble() : weather;
                // A call that began before the circuit opened and ends while it probes is a stranger to both; they count it
                // differently, so those that are under way end before the circuit is asked again.
                var probing = pair.theirs.isOpen();
                if (underWay > 0 && (probing || random.nextBoolean())) {
                    underWay--;
                    pair.ends(random.nextDouble() < weather, at);
                } else if (pair.admits(at)) {
                    underWay++;
                }
                pair.clock.advance(Duration.ofMillis(random.nextInt(5000)));
            }
            opens += pair.opens;
        }
        assertThat(opens).isGreaterThan(2000);
    }

    private static final List<WireError> ERRORS = List.of(Bench.down(), Bench.denied(), Bench.reset(),
            Bench.limited(Duration.ofSeconds(3)), Bench.limited(Duration.ofSeconds(20)),
            WireError.of(WireFault.READ_TIMEOUT, "timeout"));

    @Test
    void retryMakesTheSameAttemptsWithTheSamePauses() {
        var attempts = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new SplittableRandom(seed);
            var retry = retry(random);
            var script = script(random);
            var bench = Bench.of(retry);
            script.forEach(wire -> bench.then(wire == null ? Bench.says("ok") : Bench.fails(wire)));
            bench.then(Bench.says("ok"));
            bench.turn("Hello?");
            var theirs = theirPauses(retry, script);
            assertThat(bench.pauses()).as(retry + " seed " + seed + " " + script).isEqualTo(theirs);
            attempts += bench.asks.size();
        }
        assertThat(attempts).isGreaterThan(35_000);
    }

    /// Every kind of growth, with caps, and jitter that takes off at most a quarter, evenly.
    @Test
    void pausesAreWhatTheyAreDefinedToBeLessTheJitter() {
        for (var backoff : Backoff.values()) {
            var shares = new ArrayList<Double>();
            for (int seed = 0; seed < 300; seed++) {
                var random = new SplittableRandom(seed);
                var base = 100 + random.nextInt(2000);
                var cap = base + random.nextInt(30_000);
                var factor = 1 + random.nextInt(4);
                var bench = Bench.of(new Pattern.Retry(9, backoff, Duration.ofMillis(base), factor,
                        Duration.ofMillis(cap), true, Duration.ofHours(1))).then(Bench.fails(Bench.down()));
                for (int turn = 0; turn < random.nextInt(3); turn++) {
                    bench.turn("Hello?");
                }
                var before = bench.times.size();
                bench.turn("Hello?");
                var pauses = bench.pauses().subList(before, bench.pauses().size());
                assertThat(pauses).hasSize(8);
                for (int made = 1; made <= 8; made++) {
                    var full = BigInteger.valueOf(base).multiply(times(backoff, factor, made))
                            .min(BigInteger.valueOf(cap)).longValue();
                    assertThat(pauses.get(made - 1).toMillis()).as(backoff + " " + base + " x" + factor + " <= " + cap)
                            .isBetween(full - full / 4, full);
                    shares.add(pauses.get(made - 1).toMillis() / (double) full);
                }
            }
            assertThat(shares.stream().mapToDouble(d -> d).average()).as("even jitter")
                    .hasValueCloseTo(0.875, within(0.01));
        }
    }

    private static BigInteger times(Backoff backoff, int factor, int made) {
        return switch (backoff) {
            case CONSTANT -> BigInteger.ONE;
            case LINEAR -> BigInteger.valueOf(made);
            case EXPONENTIAL -> BigInteger.valueOf(factor).pow(made - 1);
            case FIBONACCI -> made <= 2
                    ? BigInteger.ONE
                    : times(backoff, factor, made - 1)
                            .add(times(backoff, factor, made - 2));
        };
    }

    private static Pattern.Retry retry(SplittableRandom random) {
        var base = 100 + random.nextInt(2000);
        return new Pattern.Retry(1 + random.nextInt(6), random.nextBoolean() ? Backoff.CONSTANT : Backoff.EXPONENTIAL,
                Duration.ofMillis(base), 2 + random.nextInt(3), Duration.ofMillis(base + 1 + random.nextInt(20_000)),
                false, Duration.ofHours(1));
    }

    private static List<WireError> script(SplittableRandom random) {
        var script = new ArrayList<WireError>();
        for (int i = 0; i < 6 && random.nextInt(5) > 0; i++) {
            script.add(ERRORS.get(random.nextInt(ERRORS.size())));
        }
        return script;
    }

    private static List<Duration> theirPauses(Pattern.Retry retry, List<WireError> script) {
        var builder = RetryPolicy.<Object>builder().withMaxAttempts(retry.attempts())
                .handleIf(e -> e instanceof AgentError error && error.wire().canHeal());
        var execution = Execution.of((retry.backoff() == Backoff.CONSTANT
                ? builder.withDelay(retry.base())
                : builder.withBackoff(retry.base(), retry.cap(), retry.factor())).build());
        var pauses = new ArrayList<Duration>();
        for (var left = new ArrayDeque<>(script); !left.isEmpty();) {
            var wire = left.removeFirst();
            execution.recordException(Bench.error(wire, "alpha"));
            if (execution.isComplete()) {
                break;
            }
            var asked = wire.retryAfter();
            pauses.add(asked != null && asked.compareTo(execution.getDelay()) > 0 ? asked : execution.getDelay());
        }
        return pauses;
    }

    @Test
    void theBulkheadAdmitsAndRefusesTheSameCalls() {
        var refused = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var width = 1 + random.nextInt(12);
            var ours = new Compartment("alpha", width, false);
            var theirs = dev.failsafe.Bulkhead.of(width);
            var inside = 0;
            for (int move = 0; move < CALLS / 100; move++) {
                if (random.nextInt(100) < 55) {
                    var admitted = ours.enter(Duration.ZERO, new VirtualClock(Instant.EPOCH), () -> {});
                    assertThat(admitted).as("seed " + seed + " move " + move).isEqualTo(theirs.tryAcquirePermit());
                    inside += admitted ? 1 : 0;
                    refused += admitted ? 0 : 1;
                } else if (inside > 0) {
                    ours.leave();
                    theirs.releasePermit();
                    inside--;
                }
                assertThat(ours.shown().inside()).isEqualTo(inside);
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }
}
