package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random fault scripts against random policies: whatever happens, a policy keeps what its name says.
class BoundsTest {
    private static final List<WireError> ERRORS = List.of(Bench.down(), Bench.denied(), Bench.reset(),
            Bench.limited(Duration.ofSeconds(5)), Bench.limited(Duration.ofSeconds(90)),
            WireError.of(WireFault.READ_TIMEOUT, "timeout"), WireError.of(WireFault.STATE_TOO_LARGE, "too large"),
            WireError.http(400, "invalid_request_error", "context_length_exceeded", "limit").withLimit(500));
    private static final List<String> TEXTS = List.of("All is well.", "", "I can't help with that.",
            "Your claim CLM-9 was paid on 3 May 2031.", "Could you please clarify what you mean by that?");

    @Test
    void neverMoreAttemptsThanSaidInFiveThousandRandomFaultScripts() {
        for (int seed = 0; seed < 5000; seed++) {
            var random = new SplittableRandom(seed);
            var policy = policy(random);
            var bench = new Bench(policy).then(move(random));
            for (int turn = 0; turn < 4; turn++) {
                turn(bench, policy, "message " + turn + " of seed " + seed);
                bench.clock.advance(Duration.ofSeconds(random.nextInt(60)));
            }
        }
    }

    private static void turn(Bench bench, Policy policy, String message) {
        bench.asks.clear();
        bench.steps.clear();
        var start = bench.clock.now();
        var delivery = bench.turn(message);
        assertThat(bench.asks.size()).as(message).isLessThanOrEqualTo(Math.min(policy.maxAttempts(), bound(policy)));
        assertThat(bench.asks).extracting(Ask::attempt)
                .isEqualTo(IntStream.rangeClosed(1, bench.asks.size()).boxed().toList());
        assertThat(Duration.between(start, bench.clock.now())).as(message)
                .isLessThanOrEqualTo(
                        policy.limit().compareTo(Duration.ofSeconds(60)) < 0 ? policy.limit() : Duration.ofSeconds(60));
        if (policy.has(Pattern.Degrade.class)) {
            assertThat(delivery.status()).as(message).isNotEqualTo(DeliveredStatus.ERROR);
        }
    }

    private static int bound(Policy policy) {
        return policy.patterns().stream().mapToInt(p -> switch (p) {
            case Pattern.Retry r -> r.attempts();
            case Pattern.Verify v -> v.reasks() + 1;
            case Pattern.ModelFallback _ -> 3;
            case Pattern.Checkpoint c -> c.restores() + 1;
            case Pattern.Handoff _ -> 2;
            case Pattern.Hedge _ -> 2;
            case Pattern.Breaker _,Pattern.Bulkhead _,Pattern.RateLimiter _,Pattern.Timeout _,Pattern.Cache _,Pattern.ReadOnly _,Pattern.Degrade _ ->
                1;
        }).reduce(1, (a, b) -> a * b);
    }

    private static Policy policy(SplittableRandom random) {
        var patterns = new ArrayList<>(Policies.STANDARD.patterns());
        Collections.shuffle(patterns, new Random(random.nextLong()));
        return new Policy("random", patterns.subList(0, random.nextInt(patterns.size() + 1)),
                Duration.ofSeconds(5 + random.nextInt(200)), 1 + random.nextInt(20));
    }

    private static Function<Ask, String> move(SplittableRandom random) {
        return ask -> random.nextInt(3) > 0
                ? Bench.fails(ERRORS.get(random.nextInt(ERRORS.size()))).apply(ask)
                : TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
