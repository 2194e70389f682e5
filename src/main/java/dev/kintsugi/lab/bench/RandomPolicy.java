package dev.kintsugi.lab.bench;

import dev.kintsugi.recovery.policy.Backoff;
import dev.kintsugi.recovery.policy.Budget;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A policy as chance would write it: any patterns in any order, with any settings that are allowed. Stateless.
final class RandomPolicy {
    private RandomPolicy() {}

    static Policy of(Chances chance) {
        var all = all(chance);
        var chosen = new ArrayList<Pattern>();
        for (int left = chance.between(1, all.size()); left > 0; left--) {
            chosen.add(all.remove(chance.below(all.size())));
        }
        return new Policy("random", chosen, Duration.ofSeconds(chance.between(5, 300)), chance.between(1, 20),
                new Budget(chance.below(40), chance.below(30) / 10.0));
    }

    private static List<Pattern> all(Chances chance) {
        var base = chance.between(50, 3000);
        return new ArrayList<>(List.of(Pattern.Degrade.STANDARD, Pattern.ReadOnly.STANDARD, Pattern.Cache.STANDARD,
                Pattern.ModelFallback.STANDARD, new Pattern.Checkpoint(chance.between(1, 3)),
                new Pattern.Verify(chance.below(4), 3),
                new Pattern.Retry(chance.between(1, 8), chance.of(List.of(Backoff.values())), Duration.ofMillis(base),
                        chance.between(1, 4), Duration.ofMillis(base + chance.below(20_000)), chance.oneIn(2),
                        Duration.ofSeconds(chance.between(1, 60))),
                new Pattern.Hedge(Duration.ofMillis(chance.between(100, 5000))),
                new Pattern.RateLimiter(chance.between(1, 20), Duration.ofSeconds(chance.between(1, 60)),
                        Duration.ofSeconds(chance.below(10)), chance.oneIn(2)),
                new Pattern.Bulkhead(chance.between(1, 3), Duration.ofSeconds(chance.oneIn(2) ? chance.below(10) : 0),
                        chance.oneIn(2)),
                breaker(chance),
                new Pattern.Timeout(Duration.ofSeconds(chance.between(1, 40)),
                        Duration.ofSeconds(chance.between(1, 20)))));
    }

    private static Pattern breaker(Chances chance) {
        var failures = chance.between(1, 5);
        return new Pattern.Breaker(failures, failures + chance.below(6), Duration.ofSeconds(chance.between(1, 60)),
                chance.oneIn(2), chance.between(1, 3), chance.oneIn(2));
    }
}
