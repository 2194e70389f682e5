package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest extends CommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"chat", "replay", "export", "verify", "doctor", "bench", "detectors"})
    void everyCommandExplainsItself(String command) {
        var said = run(command, "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Usage: kintsugi " + command).contains("--json");
        assertThat(run("help", command).out()).isEqualTo(said.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "replay", "export", "bench"})
    void theCommonOptionsAreEverywhere(String command) {
        assertThat(run(command, "--help").out()).contains("--data", "--seed", "--recovery", "--base-url", "--model",
                "--encoding", "--agent", "--log-level").contains("never from the").doesNotContain("--key");
    }

    @Test
    void theProgramNamesItsCommandsVariablesAndExitCodes() {
        var said = run("--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("chat", "replay", "export", "verify", "move", "doctor", "bench", "detectors")
                .contains("AI_BASE_URL",
                        "AI_API_KEY", "AI_MODEL", "AI_ENCODING", "FAILURE_MODE", "PROBABILISTIC_FAILURES",
                        "FAILURE_RATE_MULTIPLIER", "RECOVERY_POLICY", "LOG_LEVEL", "DATABASE_URL", "REDIS_URL",
                        "TOXIC_PROB",
                        "ERROR_PROB", "TOOL_LIMIT", "PROMPT_LIMIT", "NO_COLOR")
                .contains("130 interrupted");
        assertThat(run().out()).isEqualTo(said.out());
    }

    @Test
    void theVersionIsTold() { assertThat(run("--version").out()).startsWith("Kintsugi "); }

    @Test
    void helpKeepsToTheWidthOfTheTerminal() {
        var narrow = new Terminal.Look(false, false, 60, java.nio.charset.StandardCharsets.UTF_8);
        var lines = seen(narrow, "", "chat", "--help").out().lines().filter(l -> l.startsWith(" ")).toList();
        assertThat(lines).isNotEmpty().filteredOn(l -> l.contains("--"))
                .allMatch(l -> l.length() <= 60 || l.contains("kintsugi"));
    }

    @Test
    void anUnknownCommandGetsASuggestion() {
        var said = run("replai");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("replai").contains("replay");
    }
}
