package dev.kintsugi.domain.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void theTestVectorsHold() {
        var draws = new Draws(42);
        assertThat(draws.bits(new DrawKey(1, 1, 0, "fault.roll.hallucination"))).isEqualTo(-2392457110600609001L);
        assertThat(draws.ppm(new DrawKey(1, 1, 0, "fault.roll.hallucination"))).isEqualTo(870304);
        assertThat(draws.ppm(new DrawKey(1, 2, 0, "fault.roll.hallucination"))).isEqualTo(532205);
        assertThat(new Draws(43).ppm(new DrawKey(1, 1, 0, "fault.roll.hallucination"))).isEqualTo(174738);
        assertThat(draws.ppm(new DrawKey(7, 3, 2, "recovery.jitter"))).isEqualTo(226459);
    }

    @Test
    void theSamePlaceGivesTheSameNumberWhateverElseIsDrawn() {
        var draws = new Draws(7);
        var key = new DrawKey(3, 9, 1, "x");
        var alone = draws.bits(key);
        var beside = IntStream.range(0, 10_000).parallel()
                .mapToObj(i -> List.of(draws.bits(new DrawKey(i, i, i, "y")), draws.bits(key))).map(List::getLast)
                .distinct().toList();
        assertThat(beside).containsExactly(alone);
    }

    @Test
    void drawsAreSpreadEvenly() {
        var draws = new Draws(1);
        var buckets = new int[10];
        for (int i = 0; i < 100_000; i++) {
            buckets[draws.ppm(new DrawKey(1, i, 0, "spread")) / 100_000]++;
        }
        assertThat(IntStream.of(buckets)).allSatisfy(b -> assertThat(b).isBetween(9_600, 10_400));
    }

    @Test
    void everyPartOfThePlaceMatters() {
        var draws = new Draws(1);
        var all = List.of(new DrawKey(1, 1, 1, "a"), new DrawKey(2, 1, 1, "a"), new DrawKey(1, 2, 1, "a"),
                new DrawKey(1, 1, 2, "a"), new DrawKey(1, 1, 1, "b"));
        assertThat(all.stream().map(draws::bits).distinct()).hasSize(all.size());
    }

    @Test
    void aBoundIsPositive() {
        assertThatThrownBy(() -> new Draws(1).below(new DrawKey(1, 1, 1, "a"), 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("positive");
    }

    @Test
    void whoDrawsVeryManyDrawsTheSame() {
        for (var place : new int[]{0, 7, 1_000_000}) {
            var along = new Draws(42).along(place, 3, "some.purpose", 17);
            for (int attempt = -2; attempt < 200; attempt++) {
                assertThat(along.applyAsInt(attempt))
                        .isEqualTo(new Draws(42).below(new DrawKey(place, 3, attempt, "some.purpose"), 17));
            }
        }
        assertThatThrownBy(() -> new Draws(42).along(0, 0, "p", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
