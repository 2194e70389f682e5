package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorthTest {
    @Test
    void anAblationTellsUniqueSharedAndHarmfulTurnsApart() {
        var turns = List.of(new Ablation.Turn(true, false, true), new Ablation.Turn(true, true, true),
                new Ablation.Turn(true, true, false), new Ablation.Turn(false, true, false),
                new Ablation.Turn(false, false, false));
        var ablation = Ablation.of(turns);
        assertThat(ablation).isEqualTo(new Ablation(5, 3, 1, 1, 1));
        assertThat(ablation.uniqueShare()).isEqualTo(Rate.of(1, 3));
        assertThat(ablation.harmfulShare()).isEqualTo(Rate.of(1, 5));
    }

    @Test
    void thePriceOfASavedTurnIsWhatAllOfThemCostMoreOverWhatWasSaved() {
        var pairs = new ArrayList<Price.Pair>();
        for (int i = 0; i < 100; i++) {
            pairs.add(new Price.Pair(3, 1, i % 4 == 0, false));
        }
        var price = Price.of(pairs, 42);
        assertThat(price.each()).hasValue(8.0);
        assertThat(price.low().orElseThrow()).isBetween(5.0, 8.0);
        assertThat(price.high().orElseThrow()).isBetween(8.0, 13.0);
        assertThat(Price.of(pairs, 42)).isEqualTo(price);
    }

    /// With many pairs the bootstrap comes to what the delta method says: the variance of a ratio of means.
    @Test
    void theIntervalOfThePriceIsThatOfARatioOfMeans() {
        var random = new SplittableRandom(7);
        var pairs = new ArrayList<Price.Pair>();
        for (int i = 0; i < 2000; i++) {
            var saved = random.nextInt(100) < 40;
            pairs.add(new Price.Pair(1 + random.nextInt(6) + (saved ? 4 : 0), 1, saved,
                    !saved && random.nextInt(50) == 0));
        }
        var n = pairs.size();
        var cost = pairs.stream().mapToDouble(Price.Pair::cost).average().orElseThrow();
        var saved = pairs.stream().mapToInt(Price.Pair::saved).average().orElseThrow();
        var ratio = cost / saved;
        var variance = pairs.stream().mapToDouble(p -> Math.pow(p.cost() - ratio * p.saved(), 2)).sum() / n;
        var half = 1.96 * Math.sqrt(variance / n) / saved;
        var price = Price.of(pairs, 3);
        assertThat(price.each().orElseThrow()).isCloseTo(ratio, within(1e-9));
        assertThat(price.low().orElseThrow()).isCloseTo(ratio - half, within(half * 0.2));
        assertThat(price.high().orElseThrow()).isCloseTo(ratio + half, within(half * 0.2));
    }

    @Test
    void whereNothingIsSavedThereIsNoPrice() {
        assertThat(Price.of(List.of(new Price.Pair(5, 1, false, false)), 1).each()).isEmpty();
        assertThat(Price.of(List.of(), 1).each()).isEmpty();
        assertThat(Price.of(List.of(new Price.Pair(5, 1, false, true)), 1).each()).isEmpty();
    }

    @Test
    void onePairHasAPriceAndNoInterval() {
        var price = Price.of(List.of(new Price.Pair(5, 1, true, false)), 1);
        assertThat(price.each()).hasValue(4);
        assertThat(price.low()).isEmpty();
        assertThat(price.high()).isEmpty();
    }

    @Test
    void theRestrictedMeanOfRestoredTurnsIsTheirMean() {
        var times = List.of(new RestoreTime(1000, true), new RestoreTime(3000, true));
        assertThat(KaplanMeier.restrictedMean(times, 10_000).orElseThrow()).isCloseTo(2000, within(0.001));
        assertThat(KaplanMeier.restrictedMean(times, 2000).orElseThrow()).isCloseTo(1500, within(0.001));
    }
}
