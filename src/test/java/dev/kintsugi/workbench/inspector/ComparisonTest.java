package dev.kintsugi.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Span;
import dev.kintsugi.workbench.kit.Span.Look;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void whatTheFaultTookAwayAndPutInIsMarkedOnBothSides() {
        var compared = compare(Outcome.RECOVERED, Side.NATURAL, Side.OBSERVED);

        assertThat(marked(compared.left())).containsExactly(new Span(Look.TAKEN, "1,200", 1));
        assertThat(marked(compared.right())).containsExactly(new Span(Look.PUT_IN, "900", 1));
        assertThat(compared.changes()).isEqualTo(1);
    }

    @Test
    void whatRecoveryBroughtIsMendedOnlyWhenTheTurnWasRecovered() {
        assertThat(marked(compare(Outcome.RECOVERED, Side.OBSERVED, Side.DELIVERED).right()))
                .extracting(Span::look).containsOnly(Look.MENDED);
        assertThat(marked(compare(Outcome.SOFTENED, Side.OBSERVED, Side.DELIVERED).right()))
                .extracting(Span::look).containsOnly(Look.OTHER);
    }

    @Test
    void theEarlierTextStandsLeftWhicheverWasChosenFirst() {
        var compared = compare(Outcome.RECOVERED, Side.DELIVERED, Side.NATURAL);

        assertThat(compared.left().side()).isEqualTo(Side.NATURAL);
        assertThat(compared.right().side()).isEqualTo(Side.DELIVERED);
    }

    @Test
    void identicalTextsHaveNoChange() {
        assertThat(Comparison.of(new Stories().sound().last(), Side.NATURAL, Side.OBSERVED).changes()).isZero();
        assertThat(compare(Outcome.LOST, Side.OBSERVED, Side.DELIVERED).changes()).isZero();
    }

    @Test
    void anErrorIsNotComparedWordByWord() {
        var compared = Comparison.of(new Stories().unavailable(Outcome.LOST).last(), Side.NATURAL, Side.OBSERVED);

        assertThat(compared.right().error()).isTrue();
        assertThat(compared.right().text()).startsWith("503");
        assertThat(compared.changes()).isEqualTo(1);
    }

    private static Comparison compare(Outcome outcome, Side one, Side other) {
        return Comparison.of(new Stories().hallucinated(outcome).last(), one, other);
    }

    private static List<Span> marked(Comparison.Pane pane) {
        return pane.spans().stream().filter(s -> s.change() > 0).toList();
    }
}
