package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest extends CommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"chat", "replay", "export", "verify", "doctor", "bench", "detectors", "errands",
            "services"})
    void everyCommandExplainsItself(String command) {
        var said = run(command, "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Usage: kintsugi " + command).contains("--json");
        assertThat(run("help", command).out()).isEqualTo(said.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "serve", "workflow", "doctor"})
    void theCommonOptionsAreWhereTheLabsAgentRuns(String command) {
        assertThat(run(command, "--help").out()).contains("--data", "--seed", "--recovery", "--base-url", "--model",
                "--encoding", "--agent", "--log-level").contains("never from the").doesNotContain("--key");
    }

    @Test
    void theProgramNamesItsCommandsVariablesAndExitCodes() {
        var said = run("--help");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("chat", "replay", "export", "verify", "move", "doctor", "bench", "detectors", "errands",
                        "services")
                .contains("AI_BASE_URL",
                        "AI_API_KEY", "AI_MODEL", "AI_ENCODING", "FAILURE_MODE", "PROBABILISTIC_FAILURES",
                        "FAILURE_RATE_MULTIPLIER", "RECOVERY_POLICY", "LOG_LEVEL", "DATABASE_URL", "REDIS_URL",
                        "TOXIC_PROB",
                        "ERROR_PROB", "TOOL_LIMIT", "PROMPT_LIMIT", "NO_COLOR")
                .contains("130 and 143 stopped");
        assertThat(run().out()).isEqualTo(said.out());
    }

    @Test
    void theVersionIsTold() { assertThat(run("--version").out()).startsWith("Kintsugi "); }

    @Test
    void helpKeepsToTheWidthOfTheTerminal() {
        var narrow = new Terminal.Look(false, false, 60, StandardCharsets.UTF_8);
        var lines = seen(narrow, "", "chat", "--help").out().lines().filter(l -> l.startsWith(" ")).toList();
        assertThat(lines).isNotEmpty().filteredOn(l -> l.contains("--"))
                .allMatch(l -> l.length() <= 60 || l.contains("kintsugi"));
    }

    /// A line that is longer is broken by the terminal in the middle of a word.
    @ParameterizedTest
    @ValueSource(strings = {"", "chat", "replay", "export", "verify", "move", "doctor", "matrix", "policies", "bench",
            "serve", "analyze", "detectors", "workflow", "recover", "errands", "services"})
    void helpReadsWellAtEightyColumns(String command) {
        var usual = new Terminal.Look(false, false, 80, StandardCharsets.UTF_8);
        var said = command.isEmpty() ? seen(usual, "", "--help") : seen(usual, "", command, "--help");
        var lines = said.out().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 80);
        for (int i = 2; i < lines.size(); i++) {
            var now = lines.get(i);
            var before = lines.get(i - 1);
            var atMargin = now.matches("[\\p{L}'0-9-].*[^:]");
            assertThat(atMargin && before.startsWith(" ")).as("broken off: " + now).isFalse();
            var room = before.matches("[\\p{L}'0-9-].*[^:]")
                    && before.length() + 1 + now.split(" ", 2)[0].length() < 80;
            assertThat(atMargin && room).as("not filled: " + before + " / " + now).isFalse();
        }
        assertThat(said.err()).isEmpty();
    }

    @Test
    void aCommandsOwnOptionsComeBeforeThoseOfAll() {
        assertThat(run("export", "--help").out()).containsSubsequence("Usage: kintsugi export [OPTIONS] [SESSION]",
                "--format", "--list", "--out", "Common options:", "--data", "--json", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--multiplier=NaN", "--seed=x", "--seed=99999999999999999999"})
    void whatIsNoNumberIsToldWithoutTheWordsOfTheMachine(String option) {
        var said = run("chat", "--message", "hi", option);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is not a").doesNotContain("java.").doesNotContain("long");
    }

    @Test
    void anUnknownCommandGetsASuggestion() {
        var said = run("replai");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("replai").contains("replay");
    }

    @Test
    void evenWhatNoCommandExpectsIsToldWithoutATrace() {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(out, true),
                new PrintWriter(err, true), Terminal.Look.PLAIN);
        var broken = (LabDoor) Proxy.newProxyInstance(LabDoor.class.getClassLoader(), new Class<?>[]{LabDoor.class},
                (_, _, _) -> {
                    throw new OutOfMemoryError("planted");
                });
        var code = new Cli(terminal, broken).run("chat", "--message", "Hello", "--json");
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("Something went wrong inside Kintsugi").contains("planted");
        assertThat(out.toString()).startsWith("{\"problem\":").contains("\"exit_code\":3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', value = {
            "chat --agent robot; 'robot' is none of scripted, provider",
            "export --format pdf; 'pdf' is none of jsonl, csv, html", "nosuch; There is no command 'nosuch'",
            "--nosuch; There is no option '--nosuch'",
            "doctor now; kintsugi doctor does not know what to do with 'now'"})
    void whatIsNotUnderstoodIsToldInWordsOfPeople(String line, String words) {
        var said = run(line.split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(words);
    }

    @Test
    void choicesMayBeWrittenLarge() {
        assertThat(run("analyze", "--format", "TABLE", "--runs", "1", "--question", QUESTION).code()).isZero();
    }
}
