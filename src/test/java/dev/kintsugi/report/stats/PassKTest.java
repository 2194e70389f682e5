package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassKTest {
    private static final List<PassK.Task> FOUR = List.of(new PassK.Task(3, 4), new PassK.Task(4, 4),
            new PassK.Task(0, 4), new PassK.Task(1, 4));

    /// By hand from the definition of Yao and others 2024 (tau-bench): C(c,2)/C(4,2) is 3/6, 6/6, 0 and 0.
    @Test
    void allOfKIsTheMeanShareOfChoicesThatAllSucceed() {
        assertThat(PassK.all(1, FOUR, 1).value().orElseThrow()).isEqualTo(0.5);
        assertThat(PassK.all(2, FOUR, 1).value().orElseThrow()).isCloseTo(1.5 / 4, within(1e-12));
        assertThat(PassK.all(4, FOUR, 1).value().orElseThrow()).isCloseTo(1.0 / 4, within(1e-12));
    }

    /// 1 - C(n-c,k)/C(n,k), by hand from Chen and others 2021: 1, 1, 0 and 1 - 3/6.
    @Test
    void anyOfKIsTheMeanShareOfChoicesInWhichOneSucceeds() {
        assertThat(PassK.any(2, FOUR, 1).value().orElseThrow()).isCloseTo(2.5 / 4, within(1e-12));
        assertThat(PassK.any(1, FOUR, 1).value()).isEqualTo(PassK.all(1, FOUR, 1).value());
    }

    @Test
    void aTaskWithFewerTrialsThanKSaysNothing() {
        var found = PassK.all(3, List.of(new PassK.Task(2, 2), new PassK.Task(3, 3)), 1);
        assertThat(found.tasks()).isEqualTo(1);
        assertThat(found.value()).hasValue(1);
        assertThat(PassK.all(3, List.of(new PassK.Task(2, 2)), 1).value()).isEmpty();
    }

    @Test
    void theIntervalHoldsTheValueAndIsTheSameForTheSameSeed() {
        var found = PassK.all(2, FOUR, 7);
        assertThat(found.low().orElseThrow()).isLessThan(found.value().orElseThrow());
        assertThat(found.high().orElseThrow()).isGreaterThan(found.value().orElseThrow());
        assertThat(PassK.all(2, FOUR, 7)).isEqualTo(found);
    }

    /// The bootstrap's interval of a mean is close to the normal one where that holds: 0.5 +- 1.96 * 0.5 / sqrt(400).
    @Test
    void theIntervalIsAsWideAsTheorySays() {
        var half = IntStream.range(0, 400).mapToObj(i -> new PassK.Task(i % 2, 1)).toList();
        var found = PassK.all(1, half, 3);
        assertThat(found.low().orElseThrow()).isCloseTo(0.451, within(0.01));
        assertThat(found.high().orElseThrow()).isCloseTo(0.549, within(0.01));
    }

    @Test
    void pairedDifferencesHaveAMeanAndAnInterval() {
        assertThat(mean(List.of())).extracting(PairedMean::pairs).isEqualTo(0);
        assertThat(mean(List.of()).value()).isEmpty();
        var same = mean(Collections.nCopies(20, 2.5));
        assertThat(List.of(same.low().orElseThrow(), same.value().orElseThrow(), same.high().orElseThrow()))
                .containsOnly(2.5);
        var mixed = mean(List.of(-1.0, 0.0, 1.0, 4.0));
        assertThat(mixed.value()).hasValue(1);
        assertThat(mixed.low().orElseThrow()).isLessThan(1);
    }

    private static PairedMean mean(List<Double> differences) {
        return PairedMean.ofGroups(differences.stream().map(List::of).toList(), 1);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new PassK.Task(3, 2)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> PassK.all(0, FOUR, 1)).hasMessageContaining("at least 1");
    }
}
