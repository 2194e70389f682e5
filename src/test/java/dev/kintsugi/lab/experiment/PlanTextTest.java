package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    private static Experiment shipped(String name) { return Experiments.find(name, HOME, null, null); }

    @Test
    void itSaysHowMuchIsPlayedAndWhatFails() {
        assertThat(PlanText.sentences(shipped("standard-worth"))).containsExactly(
                "400 conversations of 2 to 4 turns each, played once under each of 3 conditions: 1200 episodes in all,"
                        + " with the chance of seed 42.",
                "The last turn of each fails in one of the twelve ways.",
                "Every other arm is held against none, conversation by conversation.");
    }

    @Test
    void levelsTrialsAndChanceAreSaid() {
        assertThat(String.join(" ", PlanText.sentences(shipped("reliability")))).contains("played 5 times",
                "By chance fail, a turn: hallucination 4\u00a0%", "none, 10\u00a0% and 30\u00a0% are misspelled",
                "taken 0.25, 1 and 3 times", "k = 1, 3, 5");
    }

    /// An arm of an ablation is called like its policy: its name alone, said twice, said nothing.
    @Test
    void anAblatedArmSaysWhatItIsMadeOf() {
        assertThat(PlanText.arms(shipped("ablation")).rows())
                .allSatisfy(row -> assertThat(row.get(1)).isNotEqualTo(row.get(0)))
                .extracting(row -> row.get(1))
                .contains("All of standard but model fallback.", "Nothing but model fallback.");
        assertThat(PlanText.arms(shipped("ablation")).rows()).extracting(row -> row.getFirst())
                .contains("standard without model fallback", "only model fallback");
    }

    @Test
    void armsAreToldByWhatDiffers() {
        var arms = PlanText.arms(shipped("standard-worth"));
        assertThat(arms.heads()).containsExactly("arm", "recovery", "outermost first");
        assertThat(arms.rows()).extracting(row -> row.getFirst()).containsExactly("none, the baseline", "standard",
                "conversational");
        assertThat(arms.rows().get(1)).last().asString().startsWith("degrade > ").endsWith("timeout");
    }
}
