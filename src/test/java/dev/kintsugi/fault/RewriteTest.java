package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RewriteTest {
    private static final int SEEDS = 60;

    private static Scene scene(FailureMode mode, long seed, String... said) {
        return new Scene(mode, null, FaultSettings.defaults(),
                new Dice(new Draws(seed), 3, 1, "fault.text." + mode.wire()),
                List.of(said));
    }

    private static Rewrite.Rewritten rewritten(FailureMode mode, String natural, long seed) {
        return ((Rewrite) Modes.fault(mode)).rewrite(natural, scene(mode, seed));
    }

    @ParameterizedTest
    @EnumSource(value = FailureMode.class, names = {"HALLUCINATION", "INCORRECT_REASONING", "OFF_TOPIC",
            "INFINITE_LOOP", "STUCK_PATTERN", "REFUSING_PROGRESS"})
    void everyEffectChangesEveryReplyAndTellsTheTruthAboutIt(FailureMode mode) {
        for (var natural : Replies.ALL) {
            for (long seed = 0; seed < SEEDS; seed++) {
                var bad = rewritten(mode, natural, seed);
                assertThat(bad.text()).as(natural).isNotEqualTo(natural).isNotBlank().doesNotContain("{natural}");
                assertThat(bad.changes()).as(natural).isNotEmpty().doesNotHaveDuplicates();
                assertThat(bad.changes()).allSatisfy(change -> {
                    assertThat(natural).contains(change.from().value());
                    assertThat(bad.text()).contains(change.to().value());
                    assertThat(change.from()).isNotEqualTo(change.to());
                });
                assertThat(rewritten(mode, natural, seed)).isEqualTo(bad);
            }
        }
    }

    @Test
    void aHallucinationKeepsTheShapeOfWhatItSwaps() {
        for (var natural : Replies.ALL) {
            for (long seed = 0; seed < SEEDS; seed++) {
                for (var change : rewritten(FailureMode.HALLUCINATION, natural, seed).changes()) {
                    if (!change.from().value().isEmpty()) {
                        assertSameShape(change);
                    }
                }
            }
        }
    }

    private static void assertSameShape(Change change) {
        var from = change.from().value();
        var to = change.to().value();
        switch (change.kind()) {
            case POLICY -> assertThat(digitless(to)).isEqualTo(digitless(from));
            case NUMBER -> {
                if (Character.isDigit(from.charAt(0)) && !from.startsWith("100")) {
                    assertThat(digitless(to)).isEqualTo(digitless(from));
                }
            }
            case DATE -> assertThat(to.matches(".*\\d.*")).isEqualTo(from.matches(".*\\d.*"));
            case NAME -> assertThat(to.split(" ")).hasSameSizeAs(from.split(" "));
            case CONCLUSION -> assertThat(to).matches("\\w+");
            case CITATION, FEATURE, TOPIC, WHOLE -> throw new AssertionError(change);
        }
    }

    private static String digitless(String text) { return text.replaceAll("\\d", "9"); }

    @Test
    void aHallucinationLeavesCodeAddressesAndListNumbersAlone() {
        var kept = Pattern.compile("```.*?```|`[^`]*`|https?://\\S+|\\S+@\\S+\\.com|24/7|(?m)^\\d+\\. ",
                Pattern.DOTALL);
        for (var natural : Replies.ALL) {
            for (long seed = 0; seed < SEEDS; seed++) {
                assertThat(found(kept, rewritten(FailureMode.HALLUCINATION, natural, seed).text())).isEqualTo(
                        found(kept, natural));
            }
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        var all = new ArrayList<String>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            all.add(matcher.group());
        }
        return all;
    }

    @Test
    void aHallucinatedDiffKeepsMostWords() {
        var natural = Replies.ALL.getFirst();
        var words = List.of(natural.split(" "));
        for (long seed = 0; seed < SEEDS; seed++) {
            var kept = List.of(rewritten(FailureMode.HALLUCINATION, natural, seed).text().split(" ")).stream()
                    .filter(words::contains).distinct().count();
            assertThat(kept).isGreaterThan(words.size() / 2);
        }
    }

    @Test
    void theSameValueBecomesTheSameOtherValueEverywhere() {
        var natural = "Claim INS-2024-9876: we pay 1,250 for INS-2024-9876, so 1,250 it is.";
        for (long seed = 0; seed < SEEDS; seed++) {
            var bad = rewritten(FailureMode.HALLUCINATION, natural, seed);
            for (var change : bad.changes().stream().filter(c -> !c.from().value().isEmpty()).toList()) {
                assertThat(bad.text()).doesNotContain(change.from().value());
            }
        }
    }

    @Test
    void aToolsAnswerCanStillBeReadAfterItWasFalsified() {
        var json = "{\"claim_id\":\"INS-2024-9876\",\"amount\":1250,\"policy_2\":\"x\"}";
        for (long seed = 0; seed < SEEDS; seed++) {
            var bad = new Hallucination().falsify(json, scene(FailureMode.HALLUCINATION, seed)).text();
            assertThat(bad).matches("\\{\"claim_id\":\"INS-2024-\\d{4}\",\"amount\":\\d{4},\"policy_2\":\"x\"}")
                    .isNotEqualTo(json);
        }
    }

    @Test
    void anOffTopicReplyStartsOnTopic() {
        assertThat(rewritten(FailureMode.OFF_TOPIC, "Your claim is approved, and we pay soon.", 1).text()).startsWith(
                "Your claim is approved, ");
    }

    @Test
    void brokenReasoningReversesTheDecisiveSentence() {
        var natural = "Your policy covers rentals. You must report the loss within three days.";
        assertThat(IntStream.range(0, SEEDS).mapToObj(s -> rewritten(FailureMode.INCORRECT_REASONING, natural, s))
                .flatMap(r -> r.changes().stream()).map(c -> c.to().value())).contains(
                        "You need not report the loss within three days.");
    }

    @Test
    void aLoopRepeatsWhatItAskedFirst() {
        var first = "Could you please clarify which claim you are referring to?";
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(new InfiniteLoop().rewrite("Your claim is fine.", scene(FailureMode.INFINITE_LOOP, seed, first))
                    .text()).endsWith(first);
        }
    }
}
