package dev.kintsugi.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.scenario.Expectation;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.PolicyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {
    private static final Path FILE = Path.of("scenarios/matrix.yaml");
    private static final Scenario SCRIPT = Scenarios.load(FILE);
    /// The script uses no tool that changes anything, so the cells may share their agent.
    private static final Map<AgentSettings, Agent> AGENTS = new ConcurrentHashMap<>();
    private static final AgentSource ONCE = (settings, seed, clock) -> AGENTS.computeIfAbsent(settings,
            s -> new TestAgents().agent(s, seed, clock));
    private static Matrix matrix = new Matrix(0, List.of(), List.of());

    @BeforeAll
    static void play() { matrix = Matrix.play(ONCE, SCRIPT, SCRIPT.seed(), Matrix.usual(), _ -> {}); }

    private static Stream<Row> rows() { return matrix.rows().stream(); }

    @Test
    void everyCellIsWhatTheScriptExpects() { assertThat(matrix.unlike(Expectation.load(FILE))).isEmpty(); }

    @Test
    void everyCellIsAFailureThatReachedTheAgent() {
        assertThat(rows().flatMap(r -> r.cells().values().stream())).extracting(Cell::saved)
                .doesNotContain(Saved.NO_FAILURE);
    }

    @Test
    void withoutRecoveryEveryFailureIsLost() {
        assertThat(rows()).extracting(r -> r.cell("none").saved()).containsOnly(Saved.LOST);
    }

    @Test
    void nothingButAPersonWithAnotherOneSavesAWrongCredential() {
        var usual = row(FailureMode.AUTH_ERROR, "default").cells();
        assertThat(usual.keySet()).filteredOn(column -> saved(usual, column)).containsExactly("only handoff");
        assertThat(row(FailureMode.AUTH_ERROR, "persistent").cells().values()).extracting(Cell::saved)
                .doesNotContain(Saved.SAVED);
    }

    private static Row row(FailureMode mode, String cure) {
        return rows().filter(r -> r.mode().equals(mode) && r.cure().equals(cure)).findFirst().orElseThrow();
    }

    private static boolean saved(Map<String, Cell> cells, String column) {
        return Objects.requireNonNull(cells.get(column)).saved() == Saved.SAVED;
    }

    @Test
    void nothingSavesAPersistentFault() {
        assertThat(rows().filter(r -> r.cure().equals("persistent")).flatMap(r -> r.cells().values().stream()))
                .extracting(Cell::saved).doesNotContain(Saved.SAVED);
    }

    @Test
    void aRetryMakesMoreCallsOnAPersistentFaultAndSavesNothing() {
        var row = row(FailureMode.SERVICE_UNAVAILABLE, "persistent");
        assertThat(row.cell("only retry").calls()).isEqualTo(3);
        assertThat(row.cell("only retry").saved()).isEqualTo(Saved.LOST);
    }

    @Test
    void theSameScriptAndSeedGiveTheSameMatrix() {
        var columns = List.of("only verify", "only hedge", "standard");
        var again = Matrix.play(ONCE, SCRIPT, SCRIPT.seed(), columns, _ -> {});
        for (var row : again.rows()) {
            for (var column : columns) {
                assertThat(row.cell(column)).as(row.name() + " " + column)
                        .isEqualTo(row(row.mode(), row.cure()).cell(column));
            }
        }
    }

    @Test
    void aPolicyFromAFileIsWorthWhatTheSameIsWorthByItsName(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), PolicyText.of(Policies.CONVERSATIONAL));
        assertThat(worth(file.toString())).isEqualTo(worth("conversational"));
    }

    @Test
    void whatAPatternIsWorthIsToldOfPoliciesThatHaveNoName() {
        var found = worth("docs/howto/patient.yaml");
        assertThat(found.policy()).isEqualTo("patient");
        assertThat(found.patterns()).containsKeys("retry", "breaker").hasSize(8);
        assertThat(found.patterns().values()).extracting(a -> a.harmfulShare().n()).containsOnly(24);
        assertThat(found.calls().saved()).isPositive();
    }

    private static Worth worth(String policy) { return Worth.of(ONCE, SCRIPT, SCRIPT.seed(), 1, policy, _ -> {}); }

    @Test
    void aScriptWithoutAFailureCannotBePlayed() {
        var calm = new Scenario("calm", "Calm", "", SCRIPT.start(), SCRIPT.pack(), null, 1, "none", SCRIPT.customer(),
                SCRIPT.steps().subList(0, 1), SCRIPT.patience(), SCRIPT.ledger(), SCRIPT.chance());
        assertThatThrownBy(() -> Matrix.play(ONCE, calm, 1, List.of("none"), _ -> {}))
                .hasStackTraceContaining("no step with a fault");
        assertThatThrownBy(() -> Matrix.play(ONCE, SCRIPT, 1, List.of("only luck"), _ -> {}))
                .isInstanceOf(Problem.class);
    }
}
