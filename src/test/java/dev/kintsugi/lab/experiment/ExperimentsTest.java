package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentsTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final String GOOD = """
            title: A
            description: B
            seed: 1
            episodes: 4
            conversation: {before: 2, fail: all}
            arms:
              - {name: none, policy: none}
              - {name: standard, policy: standard}
            """;

    @TempDir
    Path folder;

    private Experiment read(String text) throws IOException {
        return Experiments.find(Files.writeString(folder.resolve("my.yaml"), text).toString(), HOME, null, null);
    }

    @Test
    void whatShipsCanBeRead() {
        assertThat(Experiments.shipped(HOME)).hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(p -> assertThat(Experiments.find(Experiments.name(p), HOME, null, null).conditions())
                        .isNotEmpty());
    }

    @Test
    void aFileIsReadAsItSays() throws IOException {
        var plan = read(GOOD);
        assertThat(plan.arms()).extracting(Arm::policy).containsExactly("none", "standard");
        assertThat(plan.forced()).hasSize(12);
        assertThat(plan.episodesOfATask()).isEqualTo(2);
        assertThat(read(GOOD + "baseline: standard\n").baseline().name()).isEqualTo("standard");
        assertThat(plan.digest()).isNotEqualTo(read(GOOD.replace("seed: 1", "seed: 2")).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "seed: 1 | seed: one | my.yaml:3:1: 'seed' is",
            "title: A | title: A\\nsead: 1 | there is no field 'sead' here",
            "seed: 1 | seed: 1\\nseed: 2 | the field 'seed' stands here for the second time",
            "episodes: 4 | episodes: 0 | my.yaml:4:1",
            "episodes: 4 | episodes: 4\\nk: [2] | pass^k needs at least k trials",
            "episodes: 4 | episodes: 100000\\ntrials: 100 | at most 1000000 are played",
            "episodes: 4 | episodes: 4\\nlambda: [0, 1] | nothing fails by chance here",
            "episodes: 4 | episodes: 4\\nablation: standard | there are both arms and an ablation",
            "episodes: 4 | episodes: 4\\nbaseline: nobody | there is no arm 'nobody'",
            "episodes: 4 | episodes: 4\\nscenario: retry-storm | 'conversation' is for generated conversations",
            "episodes: 4 | episodes: 4\\npack: nowhere | There is no knowledge pack 'nowhere'",
            "policy: standard | policy: luck | There is no recovery policy 'luck'",
            "policy: standard | policy: standard, chaos: mild | differs from the baseline 'none' in policy and chaos",
            "name: standard | name: none | another arm is called 'none' too",
            "fail: all | fail: some | 'fail' cannot be",
            "fail: all | fail: [flood] | cannot be"})
    void everyMistakeIsToldWithItsPlace(String good, String bad, String told) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad.replace("\\n", "\n"))))
                .hasMessageStartingWith("This experiment cannot be run: ").hasMessageContaining("my.yaml:")
                .hasMessageContaining(told);
    }

    @Test
    void whereNothingFailsThereIsNothingToFind() {
        assertThatThrownBy(() -> read(GOOD.replace("conversation: {before: 2, fail: all}\n", "")))
                .hasMessageContaining("nothing ever fails in it");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> Experiments.find("nowhere", HOME, null, null))
                .hasMessageContaining("There is no experiment 'nowhere'").hasMessageContaining("standard-worth");
    }
}
