package dev.kintsugi.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.score.Examined;
import dev.kintsugi.report.score.Method;
import dev.kintsugi.report.score.Score;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bars of the detectors, on a trial smaller than that of `kintsugi detectors`, which prints the figures.
class TrialTest {
    private static final TrialPlan PLAN = new TrialPlan(List.of("insurance", "general", TrialPlan.HELD_OUT), 15, 12, 10,
            42);
    private static Score score = new Score(List.of());

    @BeforeAll
    static void play() { score = run(PLAN); }

    private static Score run(TrialPlan plan) {
        try (var lab = new Lab(LabSettings.defaults(), H2Journal.inMemory(), new EmbeddedState(new ConversationClock()),
                new TestAgents())) {
            return Trial.run(lab, plan, _ -> {});
        }
    }

    @Test
    void theyBeatFlaggingEverythingAndKeywordsInEveryDomain() {
        for (var domain : PLAN.domains()) {
            var own = score.only(t -> t.domain().equals(domain));
            var mcc = own.confusion(Method.DETECTORS).mcc().orElseThrow();
            assertThat(mcc).as(domain).isGreaterThan(0.75);
            assertThat(mcc).as(domain).isGreaterThan(own.confusion(Method.EVERYTHING).mcc().orElseThrow() + 0.3);
            assertThat(mcc).as(domain).isGreaterThan(own.confusion(Method.KEYWORDS).mcc().orElseThrow() + 0.2);
        }
    }

    @Test
    void atMostTwoInAHundredCleanTurnsAreFlagged() {
        for (var domain : PLAN.domains()) {
            var alarms = score.only(t -> t.domain().equals(domain)).confusion(Method.DETECTORS).falseAlarms();
            assertThat(alarms.n()).isGreaterThan(200);
            assertThat(alarms.k()).as(domain).isLessThanOrEqualTo(alarms.n() * 2 / 100);
        }
    }

    @Test
    void everyModeThatRaisesNoErrorIsPlayedAndMostlyNoticedWhileItLasts() {
        assertThat(score.modes()).containsExactlyElementsOf(TrialPlan.modes()).contains(FailureMode.STUCK_PATTERN);
        for (var mode : score.modes()) {
            var latency = score.latency(mode);
            assertThat(latency.everIn().n()).isEqualTo(10 * PLAN.domains().size());
            assertThat(latency.everIn().k()).as(mode.wire()).isGreaterThan(latency.everIn().n() / 2);
        }
    }

    @Test
    void theSamePlanGivesTheSameScore() {
        var small = new TrialPlan(List.of("general"), 2, 5, 1, 7);
        assertThat(run(small)).isEqualTo(run(small));
    }

    @Test
    void aDomainIsTheSameAloneAsAmongOthers() {
        var all = run(new TrialPlan(TrialPlan.DOMAINS, 2, 4, 1, 42));
        var alone = run(new TrialPlan(List.of(TrialPlan.HELD_OUT), 2, 4, 1, 42));
        assertThat(alone.turns()).isNotEmpty()
                .isEqualTo(all.only(t -> t.domain().equals(TrialPlan.HELD_OUT)).turns());
    }

    @Test
    void scriptedModelsAreMarkedAsSuch() { assertThat(score.turns()).allMatch(Examined::simulated); }

    @Test
    void anUnknownDomainIsRefused() {
        assertThatThrownBy(() -> new TrialPlan(List.of("astrology"), 1, 1, 1, 1)).isInstanceOf(Problem.class);
    }
}
