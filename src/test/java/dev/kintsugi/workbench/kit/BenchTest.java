package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.report.story.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private final Bench bench = new Bench();

    @Test
    void somethingIsUnderWayFromTheQuestionOnAlsoWhileItsSessionBegins() {
        bench.asked("a", false);
        assertThat(bench.underWay()).isTrue();
        bench.lay(new SessionId("first"), List.of(), Tally.EMPTY);
        assertThat(bench.underWay()).isTrue();
        bench.asked("a", true);
        assertThat(bench.underWay()).isFalse();
    }

    @Test
    void whatIsUnderWayInTheSessionBeforeIsNoneOfTheNextOnes() {
        bench.lay(new SessionId("first"), List.of(), Tally.EMPTY);
        bench.asked("a", false);
        bench.lay(new SessionId("second"), List.of(), Tally.EMPTY);
        assertThat(bench.underWay()).isFalse();
        bench.asked("b", false);
        bench.asked("a", true);
        assertThat(bench.asked().get()).isEqualTo(1);
    }
}
