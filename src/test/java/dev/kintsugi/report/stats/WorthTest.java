package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
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

    @Test
    void whereNothingIsSavedThereIsNoPrice() {
        assertThat(Price.of(List.of(new Price.Pair(5, 1, false, false)), 1).each()).isEmpty();
        assertThat(Price.of(List.of(), 1).each()).isEmpty();
        assertThat(Price.of(List.of(new Price.Pair(5, 1, false, true)), 1).each()).isEmpty();
    }

    @Test
    void theRestrictedMeanOfRestoredTurnsIsTheirMean() {
        var times = List.of(new RestoreTime(1000, true), new RestoreTime(3000, true));
        assertThat(KaplanMeier.restrictedMean(times, 10_000).orElseThrow()).isCloseTo(2000, within(0.001));
        assertThat(KaplanMeier.restrictedMean(times, 2000).orElseThrow()).isCloseTo(1500, within(0.001));
    }
}
