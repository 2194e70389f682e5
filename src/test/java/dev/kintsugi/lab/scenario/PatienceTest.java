package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kintsugi.domain.event.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Scenario scenario = Runs.insurance();
    private final Patience rule = scenario.patience();

    @Test
    void theCurveOfTheCaseWithoutRecoveryIsThisOne() {
        assertThat(ppm(Runs.allLost(scenario))).containsExactly(1_000_000, 1_000_000, 850_000, 935_000, 635_800,
                317_900, 243_193, 267_512, 181_908, 139_158, 153_073, 104_089, 104_089);
    }

    @Test
    void theCustomerLeavesOnlyAfterTheLastTurn() {
        var curve = rule.curve(Runs.allLost(scenario));
        assertThat(curve.stream().map(PatienceState::gone).toList().indexOf(true)).isEqualTo(11);
        assertThat(Runs.allLost(scenario).moments()).hasSize(scenario.steps().size());
        assertThat(Runs.allLost(scenario).left()).isTrue();
    }

    @Test
    void patienceStaysFullWhenEverythingIsMended() {
        assertThat(ppm(Runs.allRecovered(scenario))).containsOnly(1_000_000);
        assertThat(Runs.allRecovered(scenario).left()).isFalse();
    }

    @Test
    void patienceStaysComfortableWhenSomethingAlwaysStandsIn() {
        var history = Runs.history(scenario, Outcome.SOFTENED, true, Map.of());
        assertThat(ppm(history)).allMatch(p -> p > 900_000);
    }

    @Test
    void falseHopeCostsMoreThanAPlainFailure() {
        var disappointed = rule.begin().next(failed(1));
        var hoping = disappointed.next(worked(2));
        assertThat(share(hoping, failed(3))).isLessThan(share(rule.begin(), failed(3)))
                .isLessThan(share(disappointed, failed(3)));
        assertThat(hoping.next(failed(3)).why())
                .isEqualTo("Step 3 failed: x 0.85, right after it had worked again: x 0.8");
    }

    @Test
    void hopeNeedsADisappointmentFirst() {
        var calm = rule.begin().next(worked(1));
        assertThat(calm.next(failed(2)).ppm()).isEqualTo(850_000);
    }

    @Test
    void aRestartThatForgetsCostsMost() {
        var curve = rule.curve(Runs.allLost(scenario));
        var shares = IntStream.range(1, curve.size())
                .mapToObj(i -> curve.get(i).ppm() * 1_000L / curve.get(i - 1).ppm()).toList();
        assertThat(shares.indexOf(shares.stream().min(Long::compare).orElseThrow())).isEqualTo(4);
        assertThat(curve.get(5).why()).isEqualTo("The agent was restarted and had forgotten everything: x 0.5");
    }

    @Test
    void aRestartThatKeepsTheConversationCostsNothing() {
        var before = rule.begin().next(failed(1));
        assertThat(before.next(new Happening.Restarted(true)).ppm()).isEqualTo(before.ppm());
    }

    @Test
    void failuresInARowCompound() {
        var state = rule.begin();
        var shares = new ArrayList<Long>();
        for (int i = 1; i <= 4; i++) {
            shares.add(share(state, failed(i)));
            state = state.next(failed(i));
        }
        assertThat(shares).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(state.why()).isEqualTo("Step 4 failed: x 0.85, after 3 others in a row: 3 times x 0.9");
    }

    @Test
    void somethingThatStoodInCostsLessThanTheFailure() {
        assertThat(rule.begin().next(moment(1, Ending.SOFTENED)).ppm()).isEqualTo(960_000);
    }

    @Test
    void theEndlessCustomerNeverLeaves() {
        var curve = Patience.ENDLESS.curve(Runs.allLost(scenario));
        assertThat(curve).allMatch(s -> s.ppm() == 1_000_000 && !s.gone());
    }

    @Test
    void patienceStaysBetweenNothingAndFullWhateverHappens() {
        var dice = new Random(7);
        for (int run = 0; run < 200; run++) {
            var state = rule.begin();
            for (int i = 1; i <= 60; i++) {
                state = state.next(any(dice, i));
                assertThat(state.ppm()).isBetween(0, 1_000_000);
                assertThat(state.why()).isNotBlank();
            }
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Patience(-1, 0, 0, 1_000_000, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Patience(0, 0, 0, 999_999, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Patience(0, 0, 0, 1_000_000, 0, 0, 1_000_001));
    }

    private static Happening any(Random dice, int step) {
        return dice.nextInt(6) == 0
                ? new Happening.Restarted(dice.nextBoolean())
                : moment(step, Ending.values()[dice.nextInt(Ending.values().length)]);
    }

    private List<Integer> ppm(History history) { return rule.curve(history).stream().map(PatienceState::ppm).toList(); }

    private static long share(PatienceState state, Happening next) {
        return state.next(next).ppm() * 1_000_000L / state.ppm();
    }

    private static Happening failed(int step) { return moment(step, Ending.FAILED); }

    private static Happening worked(int step) { return moment(step, Ending.WORKED); }

    private static Happening moment(int step, Ending ending) {
        return new Happening.Moment(step, step, ending, Outcome.SOUND, null, 1);
    }
}
