package dev.kintsugi.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.workbench.Stories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void withoutTurnsThereIsNoData() {
        var none = Figures.of(List.of(), Tally.EMPTY);

        assertThat(none.recovered().value()).isEmpty();
        assertThat(none.restore()).isEqualTo("no data");
        assertThat(none.families()).isEmpty();
    }

    @Test
    void softenedCountsAsAFailureThatWasNotRecovered() {
        var figures = figures(new Stories().sound().hallucinated(Outcome.RECOVERED).hallucinated(Outcome.SOFTENED)
                .hallucinated(Outcome.LOST));

        assertThat(figures.recovered()).isEqualTo(Rate.of(1, 3));
        assertThat(figures.detected()).isEqualTo(Rate.of(2, 3));
        assertThat(figures.injected()).isEqualTo(3);
        assertThat(figures.restore()).isEqualTo("not reached");
    }

    @Test
    void failuresAreStackedByFamilyForFiveTurnsEach() {
        var stories = new Stories();
        for (int i = 0; i < 5; i++) {
            stories.hallucinated(Outcome.LOST);
        }
        var figures = figures(stories.unavailable(Outcome.LOST));

        assertThat(figures.families()).containsExactly(new Figures.Bar(1, 5, Map.of(Category.OUTPUT_QUALITY, 5)),
                new Figures.Bar(6, 10, Map.of(Category.INTEGRATION, 1)));
    }

    @Test
    void aLongSessionGetsFewPointsAndFewBarsAndEndsExactly() {
        var stories = new Stories();
        for (int i = 0; i < 3_000; i++) {
            stories.hallucinated(i % 2 == 0 ? Outcome.RECOVERED : Outcome.LOST);
        }
        var figures = figures(stories);

        assertThat(figures.recovery()).hasSizeLessThanOrEqualTo(Figures.MOST_POINTS);
        assertThat(figures.recovery().getLast()).isEqualTo(new Figures.Point(3_000, 50));
        assertThat(figures.families()).hasSizeLessThanOrEqualTo(Figures.MOST_BARS);
        assertThat(figures.families().stream().mapToInt(b -> b.count(Category.OUTPUT_QUALITY)).sum()).isEqualTo(3_000);
    }

    private static Figures figures(Stories stories) { return Figures.of(stories.turns(), stories.told().tally()); }
}
