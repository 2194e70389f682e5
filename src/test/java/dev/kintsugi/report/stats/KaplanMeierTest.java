package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
    private static RestoreTime after(long ms) { return new RestoreTime(ms, true); }

    private static RestoreTime never(long ms) { return new RestoreTime(ms, false); }

    @Test
    void withoutCensoringItIsTheMedian() {
        assertThat(KaplanMeier.median(List.of(after(30), after(10), after(20)))).hasValue(20);
    }

    @Test
    void whatWasNeverRestoredPushesTheMedianOut() {
        assertThat(KaplanMeier.median(List.of(after(10), never(11), after(20), never(21), after(30)))).hasValue(30);
    }

    @Test
    void aMedianThatIsNotReachedIsNotInvented() {
        assertThat(KaplanMeier.median(List.of(after(10), never(20), never(30), never(40)))).isEmpty();
        assertThat(KaplanMeier.median(List.of())).isEmpty();
    }

    /// The treated group of Freireich and others 1963, the textbook's example: the median is 23 weeks.
    @Test
    void itAgreesWithTheTextbook() {
        var times = new ArrayList<RestoreTime>();
        for (var week : new int[]{6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            times.add(after(week));
        }
        for (var week : new int[]{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            times.add(never(week));
        }
        assertThat(KaplanMeier.median(times)).hasValue(23);
        assertThat(KaplanMeier.medianInterval(times)).as("the longest watched do not tell how late it may be")
                .isEqualTo(new KaplanMeier.Interval(OptionalLong.of(13), OptionalLong.empty()));
    }

    @Test
    void theIntervalOfTheMedianHoldsIt() {
        var times = IntStream.rangeClosed(1, 10).mapToObj(KaplanMeierTest::after).toList();
        assertThat(KaplanMeier.medianInterval(times))
                .isEqualTo(new KaplanMeier.Interval(OptionalLong.of(1), OptionalLong.of(8)));
        assertThat(KaplanMeier.median(times)).hasValue(5);
    }

    /// A product of shares that should be a half comes out a little above it, from 24 turns on.
    @Test
    void howeverManyThereAreTheMedianIsTheMiddleOne() {
        for (int n = 1; n <= 600; n++) {
            var times = IntStream.rangeClosed(1, n).mapToObj(KaplanMeierTest::after).toList();
            assertThat(KaplanMeier.median(times)).as("of " + n).hasValue((n + 1) / 2);
        }
    }

    @Test
    void withoutDataThereIsNoInterval() {
        var none = new KaplanMeier.Interval(OptionalLong.empty(), OptionalLong.empty());
        assertThat(KaplanMeier.medianInterval(List.of())).isEqualTo(none);
        assertThat(KaplanMeier.medianInterval(List.of(never(10)))).isEqualTo(none);
    }

    @Test
    void theCurveRisesToTheShareThatWasRestored() {
        assertThat(KaplanMeier.curve(List.of(after(5), after(2), after(5), never(9)))).containsExactly(
                new KaplanMeier.Step(2, 0.25), new KaplanMeier.Step(5, 0.75));
        assertThat(KaplanMeier.curve(List.of(never(9)))).isEmpty();
    }
}
