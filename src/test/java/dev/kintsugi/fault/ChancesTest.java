package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChancesTest {
    private static final int TURNS = 200_000;
    private final Stage stage = new Stage();

    private Map<FailureMode, Effective> effective() {
        return stage.injector.effective(stage.settings, stage.state, stage.clock.now().toEpochMilli());
    }

    private Probability any() {
        return stage.injector.any(stage.settings, stage.state, stage.clock.now().toEpochMilli());
    }

    @Test
    void theDefaultElevenFailFourOfFiveTurns() {
        stage.settings = stage.settings.withChaos(true);
        assertThat(any().value()).isCloseTo(0.822, within(0.0005));
        assertThat(effective().get(FailureMode.RATE_LIMITING).effective().value()).isCloseTo(0.0134, within(0.00005));
        assertThat(effective().get(FailureMode.HALLUCINATION).effective().ppm()).isEqualTo(300_000);
        assertThat(effective().get(FailureMode.STUCK_PATTERN).effective()).isEqualTo(Probability.ZERO);
    }

    @Test
    void sharesOfWeightedChancesShrinkInProportionPastCertainty() {
        stage.settings = stage.settings.withChaos(true).withLaw(Law.WEIGHTED);
        assertThat(any()).isEqualTo(Probability.ONE);
        assertThat(effective().get(FailureMode.API_TIMEOUT).effective().value()).isCloseTo(0.10 / 1.55, within(1e-6));
        stage.settings = stage.settings.withMultiplier(500_000);
        assertThat(effective().get(FailureMode.API_TIMEOUT).effective().ppm()).isEqualTo(50_000);
        assertThat(any().value()).isCloseTo(0.775, within(1e-6));
    }

    @Test
    void nothingCanFailWithChaosOffOrInCooldownOrAfterAPanicStop() {
        assertThat(any()).isEqualTo(Probability.ZERO);
        stage.settings = stage.settings.withChaos(true);
        stage.happen(1, new LabEvent.Decided(stage.decide(1, FailureMode.OFF_TOPIC)));
        assertThat(any()).isEqualTo(Probability.ZERO);
        assertThat(effective().values()).allMatch(e -> e.effective().equals(Probability.ZERO));
        stage.clock.advance(Duration.ofSeconds(30));
        assertThat(any()).isNotEqualTo(Probability.ZERO);
        stage.happen(1, new LabEvent.PanicStopped());
        assertThat(any()).isEqualTo(Probability.ZERO);
    }

    @Test
    void aLiveFaultIsCertainInTheNextTurn() {
        stage.happen(1, new LabEvent.Decided(stage.decide(1, FailureMode.INFINITE_LOOP)));
        assertThat(any()).isEqualTo(Probability.ONE);
        assertThat(effective().get(FailureMode.INFINITE_LOOP).effective()).isEqualTo(Probability.ONE);
        assertThat(effective().get(FailureMode.HALLUCINATION).effective()).isEqualTo(Probability.ZERO);
    }

    /// Four and a half standard deviations: one false alarm in some 12,000 runs if the draws were fresh; they are not.
    @ParameterizedTest
    @EnumSource(Law.class)
    void whatIsComputedIsWhatHappens(Law law) {
        stage.settings = stage.settings.withChaos(true).withLaw(law).withMultiplier(600_000);
        var counts = new EnumMap<FailureMode, Integer>(FailureMode.class);
        for (int turn = 1; turn <= TURNS; turn++) {
            stage.decide(turn, null).injected().map(FailureMode.class::cast)
                    .ifPresent(m -> counts.merge(m, 1, Integer::sum));
        }
        effective().forEach((mode, chance) -> {
            var p = chance.effective().value();
            assertThat(counts.getOrDefault(mode, 0) / (double) TURNS).as(mode.wire()).isCloseTo(p,
                    within(4.5 * Math.sqrt(p * (1 - p) / TURNS)));
        });
        assertThat(counts.values().stream().mapToInt(i -> i).sum() / (double) TURNS).isCloseTo(any().value(),
                within(0.005));
    }
}
