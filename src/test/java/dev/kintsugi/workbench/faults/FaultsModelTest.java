package dev.kintsugi.workbench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.workbench.kit.Bench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsModelTest {
    private final Bench bench = new Bench();
    private final TurnedDials dials = new TurnedDials();
    private final FaultsModel model = new FaultsModel(dials, bench);

    @BeforeEach
    void follow() { model.follow(); }

    @Test
    void elevenOfTwelveAreOnBeforeAnyoneTouchesThem() {
        assertThat(model.state().get().on()).isEqualTo(11);
        assertThat(model.state().get().remark()).contains("Chaos is off");
    }

    @Test
    void setEffectiveAndSeenStandSideBySide() {
        dials.settings = dials.settings.withChaos(true);
        bench.lay(null, List.of(), new Tally(13, 10, Map.of(FailureMode.INCORRECT_REASONING, 4),
                Map.of(FailureMode.INCORRECT_REASONING, 3), Map.of(), List.of()));
        var card = card(FailureMode.INCORRECT_REASONING);

        assertThat(card.setPercent()).isEqualTo(25);
        assertThat(card.effective()).isEqualTo(175_000);
        assertThat(card.seen()).isEqualTo(Rate.of(3, 10));
        assertThat(card.count()).isEqualTo("3/10 +1");
        assertThat(model.state().get().set()).isBetween(821_000, 823_000);
    }

    @Test
    void countersThatWereMarkedCountFromThere() {
        var tally = new Tally(13, 10, Map.of(FailureMode.OFF_TOPIC, 4), Map.of(FailureMode.OFF_TOPIC, 4), Map.of(),
                List.of());
        bench.lay(null, List.of(), tally);
        bench.mark().set(tally);

        assertThat(card(FailureMode.OFF_TOPIC).count()).isEqualTo("\u2013");
    }

    @Test
    void aDragIsOneGestureAndANudgeIsAnother() {
        model.slide(FailureMode.OFF_TOPIC, 30);
        model.slide(FailureMode.OFF_TOPIC, 45);
        model.settled();
        model.nudge(FailureMode.OFF_TOPIC, -5);

        assertThat(card(FailureMode.OFF_TOPIC).setPercent()).isEqualTo(40);
        assertThat(dials.log).containsExactly("Set Off topic", "Set Off topic", "seal", "Set Off topic", "seal");
    }

    @Test
    void aChanceStaysBetweenNoneAndAll() {
        model.nudge(FailureMode.MEMORY_EXHAUSTION, -50);
        assertThat(card(FailureMode.MEMORY_EXHAUSTION).setPercent()).isZero();
        model.set(FailureMode.MEMORY_EXHAUSTION, 400);
        assertThat(card(FailureMode.MEMORY_EXHAUSTION).setPercent()).isEqualTo(100);
    }

    @Test
    void forcingIsAClickAndASecondClickTakesItBack() {
        model.force(FailureMode.OFF_TOPIC);
        assertThat(bench.forced().get()).isEqualTo(FailureMode.OFF_TOPIC);
        assertThat(card(FailureMode.OFF_TOPIC).next()).isTrue();

        model.force(FailureMode.OFF_TOPIC);
        assertThat(bench.forced().get()).isNull();
    }

    @Test
    void aParameterThatMakesNoSenseIsRefusedAndTheOldOneStays() {
        var before = model.parameter(FailureMode.API_TIMEOUT, "cure");

        assertThatThrownBy(() -> model.parameter(FailureMode.API_TIMEOUT, "cure", "sometimes"))
                .isInstanceOf(Problem.class);
        assertThat(model.parameter(FailureMode.API_TIMEOUT, "cure")).isEqualTo(before);
        model.parameter(FailureMode.API_TIMEOUT, "cure", "persistent");
        assertThat(model.parameter(FailureMode.API_TIMEOUT, "cure")).isEqualTo("persistent");
    }

    @Test
    void underTheWeightedLawMoreThanAllIsSaid() {
        dials.settings = dials.settings.withChaos(true);
        model.law(Law.WEIGHTED);

        assertThat(model.state().get().remark()).contains("add up to 155\u00a0%");
    }

    private CardState card(FailureMode mode) { return model.state().get().cards().get(mode.ordinal()); }
}
