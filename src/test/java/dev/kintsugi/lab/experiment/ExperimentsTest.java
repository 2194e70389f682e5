package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final String SCRIPTED = """
            title: A
            description: B
            seed: 1
            episodes: 4
            scenario: first-steps
            arms:
              - {name: own}
              - {name: other, pack: general}
              - {name: small, context_window: 1000}
            """;

    @Test
    void anArmSaysWhatItsAgentKnowsAndHowMuchItReadsWithAScenarioToo() throws IOException {
        var plan = read(SCRIPTED);
        assertThat(plan.arms()).extracting(Arm::pack).containsExactly("", "general", "");
        assertThat(plan.arms()).extracting(Arm::contextWindow).containsExactly(8192, 8192, 1000);
        assertThat(plan.arms()).extracting(Arm::packName).containsExactly("the scenario's own", "general",
                "the scenario's own");
        assertThat(PlanText.arms(plan).heads()).contains("the agent knows", "window, tokens");
        assertThat(read(SCRIPTED.replace("pack: general", "pack: insurance")).arms().get(1).pack())
                .as("what the script says anyway makes no other arm").isEmpty();
        assertThat(read(SCRIPTED + "pack: support\ncontext_window: 2000\n").arms())
                .as("what stands beside the arms holds for those that do not say")
                .extracting(arm -> arm.pack() + " " + arm.contextWindow())
                .containsExactly("support 2000", "general 2000", "support 1000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "pack: general | pack: nowhere | my.yaml:8:19: There is no knowledge pack 'nowhere': built in are",
            "context_window: 1000 | context_window: 10 | my.yaml:9:",
            "context_window: 1000 | window: 1000 | there is no field 'window' here",
            "pack: general | pack: errands | ask services outside the lab",
            "pack: general | pack: general, context_window: 900 | differs from the baseline 'own' in pack and context_window"})
    void whatAnArmCannotKnowIsToldWithItsPlace(String good, String bad, String told) {
        assertThatThrownBy(() -> read(SCRIPTED.replace(good, bad))).hasMessageContaining(told);
    }

    /// The fingerprint is of what is in a pack, and not of where it lies.
    @Test
    void aPackBesideTheFileBelongsToItsFingerprint() throws IOException {
        var pack = Files.createDirectories(folder.resolve("mine"));
        for (var file : Files.list(HOME.resolve("docs/howto/library")).toList()) {
            Files.copy(file, pack.resolve(file.getFileName()));
        }
        var text = SCRIPTED.replace("pack: general", "pack: mine");
        var plan = read(text);
        assertThat(plan.arms().get(1).packName()).isEqualTo("mine");
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(pack, elsewhere.resolve("mine"));
        var moved = Files.writeString(elsewhere.resolve("my.yaml"), text);
        assertThat(Experiments.find(moved.toString(), HOME, null, null).digest()).isEqualTo(plan.digest());
        var passages = elsewhere.resolve("mine/passages.yaml");
        Files.writeString(passages, Files.readString(passages) + "# changed\n");
        assertThat(Experiments.find(moved.toString(), HOME, null, null).digest()).isNotEqualTo(plan.digest());
    }

    /// It was looked for where the lab was started only, and of a window nobody knows where that is.
    @Test
    void aPolicyBesideTheFileIsFoundAndBelongsToItsFingerprint() throws IOException {
        var text = GOOD.replace("policy: standard", "policy: mine.yaml");
        var mine = Files.writeString(folder.resolve("mine.yaml"), "name: mine\npatterns: [retry]\n");
        var plan = read(text);
        assertThat(plan.arms().get(1).policy()).isEqualTo(mine.toString());
        assertThat(plan.arms().get(1).policyName()).isEqualTo("mine.yaml");
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(mine, elsewhere.resolve("mine.yaml"));
        var moved = Files.writeString(elsewhere.resolve("my.yaml"), text);
        assertThat(Experiments.find(moved.toString(), HOME, null, null).digest()).isEqualTo(plan.digest());
        Files.writeString(elsewhere.resolve("mine.yaml"), "name: mine\npatterns: [cache]\n");
        assertThat(Experiments.find(moved.toString(), HOME, null, null).digest()).isNotEqualTo(plan.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine.yaml", "standard without retry", "only retry", "nothing"})
    void anAblationIsOfAPolicyThatShips(String policy) {
        var text = GOOD.substring(0, GOOD.indexOf("arms:")) + "ablation: ";
        assertThatThrownBy(() -> read(text + policy)).hasMessageContaining("my.yaml:6:1: an ablation is of a policy"
                + " that ships, and '" + policy + "' is none");
    }

    /// The place is named somewhere else in the file, and the policy is still the one beside it.
    @Test
    void thePlaceOfAPolicyIsNoPartOfTheFingerprintThoughTheFileNamesIt() throws IOException {
        var mine = Files.writeString(folder.resolve("mine.yaml"), "name: mine\npatterns: [retry]\n");
        var text = "# Tried with " + mine + " first.\n" + GOOD.replace("policy: standard", "policy: mine.yaml");
        var plan = read(text);
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(mine, elsewhere.resolve("mine.yaml"));
        var moved = Files.writeString(elsewhere.resolve("my.yaml"), text);
        assertThat(Experiments.find(moved.toString(), HOME, null, null).digest()).isEqualTo(plan.digest());
    }

    @Test
    void aChaosFileBesideTheFileIsFound() throws IOException {
        Files.writeString(folder.resolve("storm.yaml"), "modes: {api_timeout: 1}\n");
        assertThat(read(GOOD + "chaos: storm.yaml\n").arms()).allSatisfy(
                arm -> assertThat(Objects.requireNonNull(arm.faults()).mode(FailureMode.API_TIMEOUT).probability())
                        .isEqualTo(Probability.ONE));
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
