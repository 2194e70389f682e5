package dev.kintsugi.fault.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fault as people write it in a header, a flag or a file.
class OrderedTest {
    @ParameterizedTest
    @ValueSource(strings = {"api_timeout(delay_range=1-3)", "api_timeout(delay_range=[1, 3])",
            "api_timeout( delay_range = [1,3] )"})
    void aRangeIsWrittenWithADashOrAsInAFile(String text) {
        assertThat(Ordered.parse(text).parameters()).isEqualTo(Map.of("delay_range", "1-3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hallucination(types=fake_facts,false_citations, cure=persistent)",
            "hallucination(cure=persistent, types=[fake_facts, false_citations])"})
    void aListKeepsItsCommas(String text) {
        var ordered = Ordered.parse(text);
        assertThat(ordered.parameters())
                .isEqualTo(Map.of("types", "fake_facts,false_citations", "cure", "persistent"));
        assertThat(Ordered.parse(ordered.text())).isEqualTo(ordered);
    }

    @Test
    void whatSetsNothingIsNamed() {
        assertThatThrownBy(() -> Ordered.parse("stall(now, seconds=5)"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.why()).isEqualTo("'now' sets nothing"));
    }
}
