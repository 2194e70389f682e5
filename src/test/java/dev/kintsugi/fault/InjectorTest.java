package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Decision.Reason;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.domain.truth.Roll;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InjectorTest {
    private final Stage stage = new Stage();

    private void only(FailureMode mode, int ppm) {
        var settings = FaultSettings.defaults().withChaos(true);
        for (var each : FailureMode.values()) {
            settings = settings.withMode(each, settings.mode(each).withOn(each == mode));
        }
        stage.settings = settings.withMode(mode, settings.mode(mode).withProbability(new Probability(ppm)));
    }

    private Decision turn(int number, FailureMode forced) {
        var decision = stage.decide(number, forced);
        stage.happen(number, new LabEvent.Decided(decision));
        return decision;
    }

    @Test
    void nothingIsOnUntilSomeoneTurnsItOn() {
        for (int turn = 1; turn < 200; turn++) {
            assertThat(stage.decide(turn, null)).returns(Reason.OFF, Decision::reason).returns(null, Decision::mode);
        }
    }

    @Test
    void aForcedModeIsInjectedWithChaosOffAndInCooldown() {
        for (var mode : FailureMode.values()) {
            assertThat(turn(1, mode)).returns(Reason.FORCED, Decision::reason).returns(mode, Decision::mode);
        }
        stage.settings = stage.settings.withChaos(true);
        assertThat(stage.decide(2, FailureMode.OFF_TOPIC).mode()).isEqualTo(FailureMode.OFF_TOPIC);
    }

    @Test
    void zeroPercentNeverActs() {
        only(FailureMode.HALLUCINATION, 0);
        for (var law : Law.values()) {
            stage.settings = stage.settings.withLaw(law);
            assertThat(IntStream.range(1, 20_000).mapToObj(t -> stage.decide(t, null).mode())).containsOnlyNulls();
        }
    }

    @Test
    void aHundredPercentAlwaysActs() {
        for (var mode : FailureMode.values()) {
            only(mode, 1_000_000);
            for (var law : Law.values()) {
                stage.settings = stage.settings.withLaw(law);
                assertThat(IntStream.range(1, 2_000).mapToObj(t -> stage.decide(t, null).mode())).containsOnly(mode);
            }
        }
    }

    @Test
    void aModeSwitchedOffNeverRolls() {
        stage.settings = stage.settings.withChaos(true);
        assertThat(IntStream.range(1, 2_000).boxed().flatMap(t -> stage.decide(t, null).rolls().stream())
                .map(Roll::mode)).doesNotContain(FailureMode.STUCK_PATTERN).contains(FailureMode.RATE_LIMITING);
    }

    @Test
    void withinTheCooldownNothingRollsAndTheRestIsTold() {
        only(FailureMode.OFF_TOPIC, 1_000_000);
        assertThat(turn(1, null).mode()).isEqualTo(FailureMode.OFF_TOPIC);
        stage.clock.advance(Duration.ofSeconds(12));
        assertThat(turn(2, null)).returns(Reason.COOLDOWN, Decision::reason).returns(18_000L, Decision::waitMs);
        stage.clock.advance(Duration.ofSeconds(18));
        assertThat(turn(3, null).reason()).isEqualTo(Reason.ROLLED);
    }

    @Test
    void theModeUsedLastRollsAtThreeTenths() {
        only(FailureMode.OFF_TOPIC, 200_000);
        turn(1, FailureMode.OFF_TOPIC);
        stage.clock.advance(Duration.ofSeconds(31));
        var roll = stage.decide(2, null).rolls().getFirst();
        assertThat(roll.effective()).isEqualTo(60_000);
        assertThat(roll.factors()).containsExactly(new Roll.Factor("anti-repetition", 300_000));
    }

    @Test
    void aClarificationJustAskedDoublesTheLoop() {
        stage.settings = stage.settings.withChaos(true);
        stage.set(FailureMode.INFINITE_LOOP, "max_iterations", "1");
        turn(1, FailureMode.INFINITE_LOOP);
        stage.clock.advance(Duration.ofSeconds(31));
        var effective = stage.injector.effective(stage.settings, stage.state, stage.clock.now().toEpochMilli());
        assertThat(effective.get(FailureMode.INFINITE_LOOP).adjusted().ppm()).isEqualTo(200_000 * 2 * 3 / 10);
        turn(2, FailureMode.OFF_TOPIC);
        stage.clock.advance(Duration.ofSeconds(31));
        effective = stage.injector.effective(stage.settings, stage.state, stage.clock.now().toEpochMilli());
        assertThat(effective.get(FailureMode.INFINITE_LOOP).adjusted().ppm()).isEqualTo(200_000);
    }

    @Test
    void aTriggerWordOfTheUserDoublesTheLoop() {
        only(FailureMode.INFINITE_LOOP, 200_000);
        stage.happen(1, new LabEvent.MessageReceived(Text.of("Can you explain the deductible?"), null));
        assertThat(stage.decide(1, null).rolls().getFirst().factors()).containsExactly(
                new Roll.Factor("loop doubling", 2_000_000));
    }

    @Test
    void factorsApplyInOrderAndTheEndIsClamped() {
        only(FailureMode.INFINITE_LOOP, 900_000);
        stage.settings = stage.settings.withMultiplier(1_500_000);
        stage.set(FailureMode.INFINITE_LOOP, "max_iterations", "1");
        turn(1, FailureMode.INFINITE_LOOP);
        stage.clock.advance(Duration.ofSeconds(31));
        var roll = stage.decide(2, null).rolls().getFirst();
        assertThat(roll.factors()).extracting(Roll.Factor::name).containsExactly("multiplier", "loop doubling",
                "anti-repetition");
        assertThat(roll.effective()).isEqualTo(810_000);
        stage.settings = stage.settings.withMultiplier(5_000_000);
        assertThat(stage.decide(2, null).rolls().getFirst().effective()).isEqualTo(1_000_000);
    }

    @Test
    void theFirstHitWinsAndEndsTheRolling() {
        stage.settings = stage.settings.withChaos(true);
        for (int turn = 1; turn < 3_000; turn++) {
            var decision = stage.decide(turn, null);
            var rolls = decision.rolls();
            assertThat(rolls.subList(0, rolls.size() - 1)).noneMatch(Roll::hit);
            assertThat(rolls).allMatch(r -> r.hit() == r.draw() < r.effective());
            assertThat(decision.mode()).isEqualTo(rolls.getLast().hit() ? rolls.getLast().mode() : null);
            assertThat(rolls).isSortedAccordingTo((a, b) -> ((FailureMode) a.mode()).compareTo((FailureMode) b.mode()));
        }
    }

    @Test
    void aBehavioralFaultLivesOverTurnsAsOneFaultDespiteTheCooldown() {
        only(FailureMode.INFINITE_LOOP, 1_000_000);
        assertThat(turn(1, null).reason()).isEqualTo(Reason.ROLLED);
        assertThat(turn(2, null)).returns(Reason.LIVE_FAULT, Decision::reason).returns(1, Decision::sinceTurn);
        assertThat(turn(3, null).mode()).isEqualTo(FailureMode.INFINITE_LOOP);
        assertThat(stage.state.failures()).isEqualTo(1);
        assertThat(stage.state.clarifications()).isEqualTo(3);
        assertThat(turn(4, null).reason()).isEqualTo(Reason.COOLDOWN);
        assertThat(stage.state.live()).isNull();
    }

    @Test
    void switchingChaosOffEndsALiveChanceFaultButNotAForcedOne() {
        only(FailureMode.INFINITE_LOOP, 1_000_000);
        turn(1, null);
        stage.settings = stage.settings.withChaos(false);
        assertThat(turn(2, null).reason()).isEqualTo(Reason.OFF);
        turn(3, FailureMode.INFINITE_LOOP);
        assertThat(turn(4, null)).returns(Reason.LIVE_FAULT, Decision::reason).returns(3, Decision::sinceTurn);
    }

    @Test
    void anotherForcedModeTakesTheLiveFaultsPlace() {
        turn(1, FailureMode.INFINITE_LOOP);
        assertThat(turn(2, FailureMode.AUTH_ERROR).mode()).isEqualTo(FailureMode.AUTH_ERROR);
        assertThat(turn(3, null).reason()).isEqualTo(Reason.OFF);
    }

    @Test
    void aPanicStopBeatsEverythingUntilSomeoneTurnsSomethingOn() {
        only(FailureMode.INFINITE_LOOP, 1_000_000);
        turn(1, FailureMode.INFINITE_LOOP);
        stage.happen(1, new LabEvent.PanicStopped());
        assertThat(turn(2, FailureMode.AUTH_ERROR)).returns(Reason.PANIC_STOP, Decision::reason).returns(null,
                Decision::mode);
        assertThat(turn(3, null).reason()).isEqualTo(Reason.PANIC_STOP);
        stage.happen(3, new LabEvent.SettingChanged("chaos", Text.of("off")));
        assertThat(stage.state.stopped()).isTrue();
        stage.happen(3, new LabEvent.SettingChanged(SettingText.FAULTS, Text.of("on")));
        assertThat(turn(4, FailureMode.AUTH_ERROR).reason()).isEqualTo(Reason.FORCED);
    }

    @Test
    void aModeWithATimeToLiveSwitchesItselfOff() {
        only(FailureMode.OFF_TOPIC, 1_000_000);
        stage.set(FailureMode.OFF_TOPIC, "ttl", "60");
        stage.happen(0, new LabEvent.SettingChanged(SettingText.name(FailureMode.OFF_TOPIC), Text.of("on")));
        stage.clock.advance(Duration.ofSeconds(59));
        assertThat(stage.decide(1, null).mode()).isEqualTo(FailureMode.OFF_TOPIC);
        stage.clock.advance(Duration.ofSeconds(1));
        assertThat(stage.decide(1, null)).returns(null, Decision::mode).returns(List.of(), Decision::rolls);
    }

    @Test
    void manyThreadsDecideTheSame() {
        stage.settings = stage.settings.withChaos(true);
        var alone = IntStream.range(1, 5_000).mapToObj(t -> stage.decide(t, null)).toList();
        var together = IntStream.range(1, 5_000).parallel().mapToObj(t -> stage.decide(t, null)).toList();
        assertThat(together).isEqualTo(alone);
    }

    /// Written down: another machine or a later version must come to the same.
    @Test
    void knownSeedsGiveKnownDecisions() {
        stage.settings = stage.settings.withChaos(true);
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(t -> summary(stage.decide(t, null)))).isEqualTo(SEQUENTIAL);
        stage.settings = stage.settings.withLaw(Law.WEIGHTED).withMultiplier(300_000);
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(t -> summary(stage.decide(t, null)))).isEqualTo(WEIGHTED);
    }

    private static String summary(Decision decision) {
        var last = decision.rolls().getLast();
        return decision.rolls().size() + " " + last.purpose() + " " + last.draw() + "<" + last.effective() + " "
                + decision.injected().map(Failure::wire).orElse("none");
    }

    private static final List<String> SEQUENTIAL = List.of(
            "2 fault.roll.incorrect_reasoning 9007<250000 incorrect_reasoning",
            "11 fault.roll.rate_limiting 641705<70000 none", "11 fault.roll.rate_limiting 562716<70000 none",
            "1 fault.roll.hallucination 91625<300000 hallucination",
            "5 fault.roll.refusing_progress 95751<150000 refusing_progress",
            "1 fault.roll.hallucination 170931<300000 hallucination",
            "5 fault.roll.refusing_progress 28927<150000 refusing_progress",
            "1 fault.roll.hallucination 226108<300000 hallucination");
    private static final List<String> WEIGHTED = List.of("1 fault.whether 485843<465000 none",
            "2 fault.which 429864<15000 token_limit", "2 fault.which 176970<60000 off_topic",
            "1 fault.whether 614235<465000 none", "1 fault.whether 544873<465000 none",
            "2 fault.which 394953<36000 service_unavailable", "1 fault.whether 774570<465000 none",
            "1 fault.whether 824380<465000 none");
}
