package dev.kintsugi.report.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests and intervals where trials of one conversation resemble each other, and where several tests are looked at.
class TrialsTest {
    @Test
    void withOneTrialOfEachItIsTheTestOfMcNemar() {
        for (int first = 0; first < 9; first++) {
            for (int second = 0; second < 9; second++) {
                var balances = IntStream.concat(IntStream.generate(() -> -1).limit(first),
                        IntStream.generate(() -> 1).limit(second)).toArray();
                assertThat(SignFlip.p(balances)).isCloseTo(new McNemar(first, second).p(), within(1e-12));
            }
        }
    }

    /// scipy 1.17 says 0.34375: `permutation_test((d,), sum, permutation_type='samples', n_resamples=inf)`.
    @Test
    void itAgreesWithAnotherProgram() {
        assertThat(SignFlip.p(new int[]{3, -1, 2, 0, 1, -2, 4})).isCloseTo(0.34375, within(1e-12));
        assertThat(SignFlip.p(new int[0])).isEqualTo(1);
        assertThat(SignFlip.p(new int[]{2, -2})).isEqualTo(1);
    }

    /// Four conversations of which the second way wins all five trials each are four signs, not twenty.
    @Test
    void trialsOfOneConversationAreNoNewEvidence() {
        assertThat(SignFlip.p(new int[]{5, 5, 5, 5})).isEqualTo(2 / 16.0);
        assertThat(new McNemar(0, 20).p()).isLessThan(0.00001);
    }

    /// Durkalski's statistic for 6,000 conversations against 5,700, by scipy's chi-squared distribution.
    @Test
    void ofVeryManyConversationsItIsTheTestOfDurkalski() {
        var many = IntStream.concat(IntStream.generate(() -> 5).limit(6000), IntStream.generate(() -> -5).limit(5700))
                .toArray();
        assertThat(SignFlip.p(many)).isCloseTo(0.0055456673152440615, within(1e-12));
    }

    /// As statsmodels 0.15 says: `multipletests(ps, method='holm')`.
    @Test
    void testsThatAreLookedAtTogetherAreHeldToMore() {
        assertThat(Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005))).usingElementComparator(TrialsTest::near)
                .containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjusted(List.of(0.02, 0.02, 0.9))).usingElementComparator(TrialsTest::near)
                .containsExactly(0.06, 0.06, 0.9);
        assertThat(Holm.adjusted(List.of(0.2))).containsExactly(0.2);
        assertThat(Holm.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
        assertThat(Holm.adjusted(List.of())).isEmpty();
    }

    private static int near(double one, double other) { return Math.abs(one - other) < 1e-12 ? 0 : 1; }

    /// Forty conversations, half of them +1 in each of 25 trials and half -1: by theory 1.96 / sqrt(40), not 1.96 / sqrt(1000).
    @Test
    void anIntervalResamplesWholeConversations() {
        var groups = IntStream.range(0, 40).mapToObj(i -> Collections.nCopies(25, i % 2 == 0 ? 1.0 : -1.0)).toList();
        var grouped = PairedMean.ofGroups(groups, 1);
        assertThat(grouped.pairs()).isEqualTo(1000);
        assertThat(grouped.value()).hasValue(0);
        assertThat(grouped.high().orElseThrow()).isCloseTo(0.31, within(0.05));
        var flat = PairedMean.ofGroups(groups.stream().flatMap(List::stream).map(List::of).toList(), 1);
        assertThat(flat.high().orElseThrow()).isCloseTo(0.062, within(0.015));
    }

    @Test
    void anEmptyGroupSaysNothing() {
        var groups = Stream.of(-1.0, 0.0, 1.0, 4.0, 2.5).map(List::of).toList();
        assertThat(PairedMean.ofGroups(Stream.concat(groups.stream(), Stream.of(List.<Double>of())).toList(), 7))
                .isEqualTo(PairedMean.ofGroups(groups, 7));
    }

    @Test
    void aPriceResamplesWholeConversationsToo() {
        var cheap = new Price.Pair(2, 1, true, false);
        var dear = new Price.Pair(9, 1, true, false);
        var groups = IntStream.range(0, 30).mapToObj(i -> Collections.nCopies(20, i % 2 == 0 ? cheap : dear)).toList();
        var grouped = Price.ofGroups(groups, 1);
        var flat = Price.of(groups.stream().flatMap(List::stream).toList(), 1);
        assertThat(grouped.each()).isEqualTo(flat.each());
        assertThat(grouped.turns()).isEqualTo(600);
        assertThat(width(grouped)).isGreaterThan(3 * width(flat));
    }

    private static double width(Price price) { return price.high().orElseThrow() - price.low().orElseThrow(); }

    @Test
    void whoIsDoneInTimeIsTheShareOfAllWhenOnlyTheEndCensors() {
        var times = Arrays.asList(new RestoreTime(10, true), new RestoreTime(20, true), new RestoreTime(300, false),
                new RestoreTime(300, false));
        assertThat(KaplanMeier.curve(times).getLast()).isEqualTo(new KaplanMeier.Step(20, 0.5));
    }
}
