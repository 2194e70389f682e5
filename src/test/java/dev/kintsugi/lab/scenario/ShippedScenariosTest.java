package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.lab.scenario.Bill.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedScenariosTest {
    static List<Path> shipped() { return Scenarios.shipped(Runs.PROJECT); }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedFileIsValidAndFoundByItsName(Path path) {
        var scenario = Scenarios.load(path);
        assertThat(Scenarios.find(scenario.name(), Runs.PROJECT)).isEqualTo(scenario);
        assertThat(scenario.steps()).allMatch(s -> !s.look().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyItemOfEveryLedgerHasAReason(Path path) {
        var scenario = Scenarios.load(path);
        for (var history : List.of(Runs.allLost(scenario), Runs.allRecovered(scenario), History.EMPTY)) {
            assertThat(Bill.of(scenario, history).items()).noneMatch(i -> i.why().isBlank());
        }
    }

    @Test
    void thereAreSix() {
        assertThat(shipped()).extracting(Scenarios::name).containsExactly("insurance", "missed-connection",
                "asking-people", "first-steps", "matrix", "retry-storm");
    }

    @Test
    void theInsuranceCaseGoesAsItIsTold() {
        var steps = Runs.insurance().steps();
        assertThat(steps).extracting(s -> s.fault() == null ? "-" : s.fault().mode().wire()).containsExactly("-",
                "service_unavailable", "-", "infinite_loop", "incorrect_reasoning", "-", "service_unavailable",
                "hallucination", "-", "service_unavailable");
        assertThat(steps).filteredOn(ScriptStep::restartBefore).extracting(ScriptStep::number).containsExactly(5);
        assertThat(steps.getFirst().mood()).isEqualTo(ScriptStep.Mood.POLITE);
        assertThat(steps.getLast().mood()).isEqualTo(ScriptStep.Mood.FURIOUS);
    }

    @Test
    void firstStepsShowsEachFamilyOnce() {
        var families = Scenarios.find("first-steps", Runs.PROJECT).steps().stream().map(ScriptStep::fault)
                .filter(Objects::nonNull).map(f -> f.mode().category()).toList();
        assertThat(families).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Category.class));
    }

    @Test
    void theMissedConnectionIsPaidForByWhoTrustedAFalseTime() {
        var airline = Scenarios.find("missed-connection", Runs.PROJECT);
        var lost = Bill.of(airline, Runs.allLost(airline));
        assertThat(lost.total(Party.CUSTOMER)).isEqualTo(30 + 340 + 140 + 2 * 30);
        assertThat(lost.total(Party.COMPANY)).isEqualTo(6 * 12 + 250 + 1600 + 700);
        assertThat(Bill.of(airline, Runs.allRecovered(airline)).total(Party.CUSTOMER)).isEqualTo(30);
    }

    @Test
    void theRetryStormHasChanceAndBurstsAndABillThatFollows() {
        var storm = Scenarios.find("retry-storm", Runs.PROJECT);
        assertThat(storm.chance().chaos()).isTrue();
        assertThat(storm.chance().law()).isEqualTo(Law.WEIGHTED);
        assertThat(storm.chance().cooldown()).isZero();
        assertThat(storm.chance().modes().get(FailureMode.SERVICE_UNAVAILABLE).fault().parameters())
                .isEqualTo(Map.of("cure", "seconds 10"));
        var lost = Bill.of(storm, Runs.allLost(storm));
        assertThat(lost.total(Party.CUSTOMER)).isEqualTo(3 * 30 + 400);
        assertThat(lost.total(Party.COMPANY)).isEqualTo(6 * 15 + 200);
        var mended = Bill.of(storm, Runs.allRecovered(storm));
        assertThat(mended.total(Party.CUSTOMER)).isZero();
        assertThat(mended.total(Party.COMPANY)).as("one repeated call a step").isEqualTo(6 * 2);
    }

    @Test
    void theSchemaKnowsTheModesOfTheLab() throws IOException {
        var schema = new ObjectMapper().readTree(getClass().getResource("/schema/scenario.schema.json"));
        var modes = Arrays.stream(FailureMode.values()).map(FailureMode::wire).toList();
        assertThat(schema.at("/$defs/mode/enum")).extracting(n -> n.asText()).containsExactlyElementsOf(modes);
        assertThat(schema.at("/$defs/faults/properties/modes/properties").fieldNames()).toIterable()
                .containsExactlyElementsOf(modes);
    }

    @Test
    void filesPointAtTheOneSchema() throws IOException {
        var schema = Runs.PROJECT.resolve("src/main/resources/schema/scenario.schema.json");
        for (var path : List.of("demos/missed-connection/scenario.yaml",
                "demos/missed-connection/ledger.yaml",
                "demos/insurance/scenario.yaml", "demos/insurance/ledger.yaml",
                "scenarios/first-steps.yaml", "scenarios/matrix.yaml", "scenarios/retry-storm.yaml")) {
            var file = Runs.PROJECT.resolve(path);
            var first = Files.readAllLines(file).getFirst();
            assertThat(first).startsWith("# yaml-language-server: $schema=");
            assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize()).isEqualTo(schema);
        }
    }

    @Test
    void aPathAFolderAndANameFindTheSame() {
        var byName = Scenarios.find("insurance", Runs.PROJECT);
        assertThat(Scenarios.find("demos/insurance", Runs.PROJECT)).isEqualTo(byName);
        assertThat(Scenarios.load(Runs.PROJECT.resolve("demos/insurance/scenario.yaml"))).isEqualTo(byName);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> Scenarios.find("insurence", Runs.PROJECT)).isInstanceOf(Problem.class)
                .hasMessageContaining(
                        "Use one of: insurance, missed-connection, asking-people, first-steps, matrix, retry-storm");
        assertThatThrownBy(() -> Scenarios.find("bad\0name", Runs.PROJECT)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Scenarios.find("", Path.of("/nowhere"))).isInstanceOf(Problem.class)
                .hasMessageContaining("Give the path of a scenario file");
    }

    @Test
    void aFolderWithoutAScenarioSaysSo(@TempDir Path empty) {
        assertThatThrownBy(() -> Scenarios.load(empty)).isInstanceOf(Problem.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void knowledgeBesideTheFileTakesThePacksPlace(@TempDir Path folder) throws IOException {
        var small = folder.resolve("scenario.yaml");
        Files.copy(Runs.PROJECT.resolve("scenarios/first-steps.yaml"), small);
        assertThat(Scenarios.load(folder).knowledge()).isNull();
        Files.createDirectory(folder.resolve("knowledge"));
        assertThat(Scenarios.load(folder).knowledge()).isEqualTo(folder.resolve("knowledge"));
    }

    @Test
    void withoutASectionItsDefaultsHold() {
        var first = Scenarios.find("first-steps", Runs.PROJECT);
        assertThat(first.patience()).isEqualTo(Patience.ENDLESS);
        assertThat(first.ledger()).isEqualTo(Ledger.NONE);
        assertThat(first.chance()).isEqualTo(ChanceFaults.OFF);
        assertThat(Bill.of(first, Runs.history(first, Outcome.LOST, false, Map.of())).items()).isEmpty();
    }

    @Test
    void everyExampleInTheReadmeIsValid(@TempDir Path folder) throws IOException {
        var readme = Files.readString(Runs.PROJECT.resolve("scenarios/README.md"));
        var blocks = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(readme).results()
                .map(r -> r.group(1)).toList();
        var smallest = blocks.getFirst();
        assertThat(blocks).hasSize(6);
        check(folder, smallest);
        check(folder, smallest + blocks.get(1));
        check(folder, smallest + blocks.get(2));
        check(folder, smallest + blocks.get(3));
        check(folder, smallest + blocks.get(4).replace("step: 7", "step: 1"));
        check(folder, smallest + blocks.get(5));
    }

    private static void check(Path folder, String text) throws IOException {
        assertThat(Scenarios.load(Files.writeString(folder.resolve("example.yaml"), text)).name()).isEqualTo("small");
    }
}
