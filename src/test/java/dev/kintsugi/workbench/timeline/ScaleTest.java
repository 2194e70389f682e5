package dev.kintsugi.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.Stories;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final double WIDTH = 1_000;

    @Test
    void aShortSessionDoesNotStretchItsTurns() {
        assertThat(Scale.whole(3, WIDTH).perTurn()).isEqualTo(Scale.WIDEST);
        assertThat(Scale.whole(3, WIDTH).isWhole()).isTrue();
    }

    @Test
    void aLongSessionIsInSightAsAWhole() {
        var scale = Scale.whole(10_000, WIDTH);

        assertThat(scale.x(10_000)).isEqualTo(WIDTH, within(0.001));
        assertThat(scale.gathered()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void zoomKeepsThePlaceUnderThePointer() {
        var scale = Scale.whole(1_000, WIDTH);
        var closer = scale.zoom(4, 500);

        assertThat(closer.place(500)).isEqualTo(scale.place(500), within(0.001));
        assertThat(closer.perTurn()).isEqualTo(4 * scale.perTurn(), within(0.001));
    }

    @Test
    void itNeverScrollsBeyondTheEnds() {
        var scale = Scale.whole(1_000, WIDTH).zoom(10, 0);

        assertThat(scale.scroll(-50).first()).isZero();
        assertThat(scale.scroll(5_000).place(WIDTH)).isEqualTo(1_000, within(0.001));
    }

    @Test
    void revealMovesAsLittleAsNeeded() {
        var scale = Scale.whole(1_000, WIDTH).zoom(10, 0);

        assertThat(scale.reveal(50)).isEqualTo(scale);
        assertThat(scale.reveal(500).place(WIDTH)).isEqualTo(501, within(0.001));
        assertThat(scale.scroll(800).reveal(10).first()).isEqualTo(10);
    }

    @Test
    void tenThousandTurnsAreAboutAHundredColumnsAndNothingIsLost() {
        var stories = new Stories();
        for (int i = 0; i < 10_000; i++) {
            if (i % 100 == 0) {
                stories.hallucinated(Outcome.LOST);
            } else {
                stories.sound();
            }
        }
        var columns = Column.of(stories.turns(), Scale.whole(10_000, WIDTH));

        assertThat(columns).hasSizeLessThan(120);
        assertThat(columns.stream().mapToInt(Column::injected).sum()).isEqualTo(100);
    }

    @Test
    void theWorstEndOfAColumnIsShown() {
        var turns = new Stories().hallucinated(Outcome.RECOVERED).hallucinated(Outcome.LOST)
                .hallucinated(Outcome.SOFTENED).turns();
        var columns = Column.of(turns, new Scale(3_000, WIDTH, 0.3, 0));

        assertThat(columns.getFirst().end()).isEqualTo(Mark.LOST);
        assertThat(columns.getFirst().families()).containsEntry(Category.OUTPUT_QUALITY, 3);
        assertThat(columns.getFirst().words(turns)).isEqualTo(
                "Turns 1 to 3\n3 injected, 2 detected\n1 recovered, 1 softened, 1 lost");
    }
}
