package dev.kintsugi.fault.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import java.util.List;
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

    @Test
    void whatTheLogTellsOfAFaultAsksForItAgain() {
        for (var asked : List.of("rate_limiting(retry_after=7)", "stall(after=10, cure=persistent, seconds=5)",
                "reset", "api_timeout(delay_range=1-3)")) {
            var fault = Ordered.parse(asked);
            var config = Ordered.config(fault.failure(), fault.over(FaultSettings.defaults()));
            assertThat(Ordered.of(fault.failure(), config).flatMap(Ordered::header)).hasValue(asked);
        }
    }

    @Test
    void whatCannotBeAskedForByAHeaderIsNone() {
        assertThat(Ordered.of(new Custom("made_up", Category.INTEGRATION, "{\"rate\":1}"), null)).isEmpty();
        assertThat(Ordered.of(FailureMode.RATE_LIMITING, "{\"of_later\":\"1\"}")).isEmpty();
        assertThat(Ordered.of(FailureMode.RATE_LIMITING, "no JSON")).isEmpty();
        for (var words : List.of("why (really)", "größer", "a, b=c")) {
            var told = Ordered.of(FailureMode.INFINITE_LOOP, "{\"trigger_keywords\":\"" + words + "\"}");
            assertThat(told.orElseThrow().header()).as(words).isEmpty();
        }
    }
}
