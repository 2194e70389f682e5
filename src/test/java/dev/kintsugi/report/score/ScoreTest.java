package dev.kintsugi.report.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.stats.RestoreTime;
import dev.kintsugi.report.stats.Shares;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static Examined clean(String... flagged) {
        return new Examined("d", true, null, 0, 0, Set.of(flagged), "All is well.");
    }

    private static Examined loop(int turn, String... flagged) {
        return new Examined("d", true, FailureMode.INFINITE_LOOP, turn, (turn - 1) * 1000L, Set.of(flagged),
                "Could you clarify?");
    }

    @Test
    void correlationIsAsPublished() {
        var confusion = new Confusion(90, 10, 5, 95);
        assertThat(confusion.mcc()).hasValueCloseTo(0.8510, within(0.0001));
        assertThat(confusion.f1()).hasValueCloseTo(0.9231, within(0.0001));
        assertThat(confusion.precision().k()).isEqualTo(90);
        assertThat(confusion.precision().n()).isEqualTo(95);
    }

    @Test
    void withoutDataThereIsNoNumber() {
        assertThat(Confusion.NONE.mcc()).isEmpty();
        assertThat(Confusion.NONE.f1()).isEmpty();
        assertThat(Confusion.NONE.precision().value()).isEmpty();
        assertThat(Shares.percent(Confusion.NONE.recall())).isEqualTo("no data");
    }

    @Test
    void flaggingEverythingHasPerfectRecallAndNoCorrelation() {
        var everything = new Score(List.of(clean(), clean(), loop(1))).confusion(Method.EVERYTHING);
        assertThat(everything.recall().value()).hasValue(1);
        assertThat(everything.mcc()).hasValue(0);
    }

    @Test
    void eachModeIsHeldAgainstAllCleanTurns() {
        var score = new Score(List.of(clean("claims"), clean(), loop(1), loop(2, "loop")));
        assertThat(score.modes()).containsExactly(FailureMode.INFINITE_LOOP);
        assertThat(score.confusion(Method.DETECTORS, FailureMode.INFINITE_LOOP)).isEqualTo(new Confusion(1, 1, 1, 1));
        assertThat(score.flagged(FailureMode.INFINITE_LOOP)).containsExactly(Map.entry("loop", 1));
        assertThat(score.flagged(null)).containsExactly(Map.entry("claims", 1));
    }

    @Test
    void faultsThatWereNeverNoticedAreCensoredNotLeftOut() {
        var score = new Score(List.of(loop(1), loop(2, "loop"), loop(3), loop(1), loop(2), loop(3), loop(1, "loop")));
        var latency = score.latency(FailureMode.INFINITE_LOOP);
        assertThat(latency.faults()).extracting(f -> f.ms()).containsExactly(1000L, RestoreTime.HORIZON, 0L);
        assertThat(latency.faults()).extracting(f -> f.restored()).containsExactly(true, false, true);
        assertThat(latency.atOnce().k()).isEqualTo(1);
        assertThat(latency.everIn().k()).isEqualTo(2);
        assertThat(latency.median()).isEqualTo(OptionalLong.of(1000));
    }

    /// Two of three were never noticed: there is no time by which half were, however soon those two ended.
    @Test
    void faultsThatEndSoonAndUnnoticedMakeForNoShortMedian() {
        var score = new Score(List.of(loop(1), loop(1), loop(1), loop(2), loop(3, "loop")));
        assertThat(score.latency(null).median()).isEmpty();
    }
}
