package dev.kintsugi.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.recovery.Pattern;
import dev.kintsugi.recovery.Policy;
import dev.kintsugi.recovery.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeverWorseTest {
    @Test
    void fourThousandRandomScriptsBreakNoPromise() {
        var report = NeverWorse.run(4_000, 42, _ -> {});
        assertThat(report.broken()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.attempts()).isGreaterThan(30_000);
    }

    @Test
    void theSameSeedPlaysTheSame() {
        assertThat(NeverWorse.run(200, 7, _ -> {})).isEqualTo(NeverWorse.run(200, 7, _ -> {}));
    }

    @Test
    void aBrokenPromiseIsSeen() {
        var policy = new Policy("test", List.of(new Pattern.Bulkhead(1, Duration.ZERO, true), Pattern.Retry.STANDARD));
        var rules = new Rulebook(policy, "planted");
        var recovery = new Recovery(policy, new Draws(1), new dev.kintsugi.domain.time.VirtualClock(Instant.EPOCH),
                "Helper");
        rules.entered("a", "alpha", recovery);
        rules.entered("b", "alpha", recovery);
        rules.acts("pay");
        rules.acted("pay", true);
        rules.acts("pay");
        rules.acted("pay", true);
        rules.turn(9, policy.limit().plusSeconds(1), Duration.ofHours(1));
        rules.session(1, 1000);
        assertThat(rules.broken()).hasSize(6);
    }
}
