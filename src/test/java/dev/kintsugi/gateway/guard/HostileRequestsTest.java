package dev.kintsugi.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.Served;
import dev.kintsugi.lab.bench.HostileRun;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A short run of what `bench --hostile` sends ten thousand of.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileRequestsTest {
    private static final long SEED = 20_260_301;

    @Test
    void nonsenseGetsNoErrorOfOursHangsNothingAndLosesNothing() {
        try (var served = new Served(GuardSettings.LOOPBACK.limited(0, 100_000))) {
            var report = HostileRun.against(served.gateway.port(), 600, SEED, _ -> {});
            assertThat(report.wrong()).isEmpty();
            assertThat(report.acknowledged()).isEqualTo(14);
            assertThat(report.kinds()).containsKeys("smuggling", "stranger", "bad JSON", "giant head", "wrong length",
                    "malformed head", "bad upgrade", "hostile name", "abrupt leaving", "forced failure",
                    "wrong fields");
            assertThat(report.passed()).isTrue();
        }
    }
}
