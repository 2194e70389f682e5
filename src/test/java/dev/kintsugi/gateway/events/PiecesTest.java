package dev.kintsugi.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The feed's memory of what came.
class PiecesTest {
    private static final SessionId SESSION = new SessionId("s");

    /// The nth batch has three events, which begin at 3n + 1.
    private static void add(Pieces pieces, long number, @Nullable List<String> lines) {
        pieces.add(3 * number + 1, SESSION, 3 * number + 1, lines);
    }

    @Test
    void itGivesTheBatchesFromTheOneThatHoldsAnEvent() {
        var pieces = new Pieces(1_000);
        assertThat(pieces.isEmpty()).isTrue();
        for (var number = 0; number < 2_500; number++) {
            add(pieces, number, number % 7 == 0 ? List.of("a", "b", "c") : null);
        }
        assertThat(pieces.oldest()).isEqualTo(3 * 1_500 + 1);
        for (var position = pieces.oldest(); position <= 3 * 2_500; position++) {
            var number = (position - 1) / 3;
            assertThat(pieces.from(position, 5)).extracting(Pieces.Piece::position).containsExactlyElementsOf(
                    LongStream.range(number, Math.min(2_500, number + 5)).mapToObj(n -> 3 * n + 1).toList());
            assertThat(pieces.from(position, 1).getFirst().lines()).hasSize(number % 7 == 0 ? 3 : 0);
        }
    }

    @Test
    void theOldestLinesGoFirstWhenTheyAreTooMany() {
        var pieces = new Pieces(4);
        add(pieces, 0, null);
        add(pieces, 1, List.of("12345"));
        add(pieces, 2, null);
        add(pieces, 3, List.of("12345"));
        add(pieces, 4, List.of("12345"));
        pieces.shed(10);
        assertThat(pieces.from(1, 4)).extracting(p -> p.lines().size()).containsExactly(0, 0, 1, 1);
        add(pieces, 5, null);
        add(pieces, 6, null);
        add(pieces, 7, List.of("123"));
        pieces.shed(5);
        assertThat(pieces.from(13, 4)).extracting(p -> p.lines().size()).containsExactly(0, 0, 0, 1);
        pieces.shed(0);
        assertThat(pieces.from(13, 4)).allMatch(p -> p.lines().isEmpty());
        add(pieces, 8, List.of("1"));
        pieces.shed(1);
        assertThat(pieces.from(25, 4)).extracting(p -> p.lines().size()).containsExactly(1);
    }
}
