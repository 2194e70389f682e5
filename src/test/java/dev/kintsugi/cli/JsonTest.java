package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.docs.JsonPage;
import dev.kintsugi.lab.bench.Figure;
import dev.kintsugi.lab.bench.Findings;
import dev.kintsugi.lab.bench.Ratio;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands print with `--json` is what the page about it says: each is run, and held against its table.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class JsonTest extends CommandTest {
    private static final JsonPage PAGE = new JsonPage();
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Map<String, String> COMMANDS = PAGE.commands();

    /// Those that go on until they are stopped are held against the page where they are run as processes, and the checks of
    /// the bench where those are run; measuring takes minutes, and is held against it below.
    private static final List<String> ELSEWHERE = List.of("serve", "services", "bench", "bench, kill",
            "bench, never worse", "bench, hostile");

    /// Further ways to run what stands under a heading, in which other fields have data.
    static final List<String> MORE = List.of(
            "chat: chat --message Hello --json",
            "chat: chat --message Hello --failure-mode auth_error --json",
            "replay: replay asking-people --recovery supervised --json",
            "replay: replay retry-storm --recovery off --json",
            "verify: verify tour.jsonl --json",
            "verify: verify bad.jsonl --json",
            "analyze: analyze --runs 1 --question Hello --json",
            "experiment: experiment reliability --episodes 3 --json",
            "policies: policies --json",
            "errands: errands prompts.json --speed instant --toxic-prob 1 --tool-timeout 300 --json",
            "workflow: workflow scenarios/workflows/pay-claim.yaml --approve no --json");

    static Stream<String> documented() {
        return COMMANDS.entrySet().stream().filter(e -> !ELSEWHERE.contains(e.getKey()))
                .map(e -> e.getKey() + ": " + e.getValue().replaceFirst("^kintsugi ", ""));
    }

    @ParameterizedTest
    @MethodSource("documented")
    @FieldSource("MORE")
    void everyCommandPrintsWhatThePageSays(String line) throws IOException {
        var heading = line.substring(0, line.indexOf(": "));
        begin();
        var said = run(words(line.substring(heading.length() + 2)));
        assertThat(said.code()).as(said.err()).isLessThan(2);
        assertThat(said.out().lines()).as("one line").hasSize(1);
        assertThat(PAGE.unlike(heading, said.out())).isEmpty();
    }

    /// What the lines of the page go by: a session, a workflow, a log, and one that was altered.
    private void begin() throws IOException {
        run("chat", "--session", "tour", "--message", QUESTION, "--failure-mode", "hallucination", "--recovery", "on");
        run("workflow", "scenarios/workflows/pay-claim.yaml", "--approve", "yes");
        var log = folder.resolve("tour.jsonl");
        run("export", "tour", "--out", log.toString());
        Files.writeString(folder.resolve("bad.jsonl"), Files.readString(log).replace("claim", "clalm"));
        Files.writeString(folder.resolve("prompts.json"), "[{\"prompt\": \"Calculate 6 * 7\"}]");
    }

    private String[] words(String line) {
        return WORD.matcher(line).results().map(w -> w.group(1) != null ? w.group(1) : w.group(2))
                .map(w -> w.equals("backup") || w.endsWith(".jsonl") || w.equals("prompts.json")
                        ? folder.resolve(w).toString()
                        : w)
                .toArray(String[]::new);
    }

    @Test
    void measuringPrintsWhatThePageSays() throws IOException {
        var found = new Findings(List.of(new Figure("a", "A", "ns", 2, 1, 3, 7)), List.of(new Ratio("b", "B", 2)));
        assertThat(PAGE.unlike("bench", JsonMapper.builder().build().writeValueAsString(BenchJson.of(found, 1))))
                .isEmpty();
    }

    @Test
    void everyExampleIsWhatThePageSays() {
        assertThat(PAGE.examples()).hasSizeGreaterThan(COMMANDS.size() / 2);
        PAGE.examples().forEach((heading, example) -> assertThat(PAGE.unlike(heading, example)).isEmpty());
    }

    @Test
    void everyCommandThatAnswersProgramsStandsOnThePage() {
        assertThat(COMMANDS.keySet().stream().map(heading -> heading.split(",")[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(commands().filter(name -> !name.equals("help")).toList());
    }

    private Stream<String> commands() {
        return Arrays.stream(run("--help").out().split("Commands:")[1].split("\n\n")[0].split("\n"))
                .filter(line -> line.matches("  [a-z]+ .*")).map(line -> line.strip().split(" ")[0]);
    }

    /// One name says the same in every command: a number here is no list there.
    @Test
    void oneNameIsOneThing() {
        var kinds = new TreeMap<String, String>();
        var twice = new ArrayList<String>();
        PAGE.names((name, kind) -> {
            var before = kinds.put(name, kind);
            if (before != null && !before.equals(kind)) {
                twice.add(name + ": " + before + ", and " + kind);
            }
        });
        assertThat(twice).isEmpty();
        assertThat(kinds.keySet()).allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
        kinds.forEach((name, kind) -> {
            assertThat(name.endsWith("_at") || name.equals("timestamp")).as(name).isEqualTo(kind.equals("time"));
            assertThat(name.contains("_by_") || name.equals("settings") || name.equals("configuration")).as(name)
                    .isEqualTo(kind.startsWith("map"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat --message x --pack nope", "chat", "replay nosuch", "export nosuch", "verify nosuch",
            "analyze --runs 0", "matrix nosuch", "compare none nosuch", "experiment nosuch", "policies nosuch",
            "detectors --domain nosuch", "errands nosuch.json", "services --first-port 99999", "serve --rate -1",
            "workflow nosuch.yaml", "recover nosuch", "move --to /dev/null/x", "bench --seconds 0", "doctor --nosuch",
            "nosuch"})
    void whereThereIsNoAnswerStandsOneLineWithTheProblem(String line) {
        var said = run((line + " --json").split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out().lines()).hasSize(1);
        assertThat(PAGE.unlikeAProblem(said.out())).isEmpty();
        assertThat(said.json().get("exit_code").asInt()).isEqualTo(2);
        assertThat(said.err()).isNotBlank();
    }

    /// A person at a terminal sees it spread over lines.
    @Test
    void aPersonCanReadItToo() {
        var person = new Terminal.Look(false, true, 80, StandardCharsets.UTF_8);
        var out = new StringWriter();
        new Cli(new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(out), new PrintWriter(out),
                person),
                door).run("policies", "none", "--json");
        assertThat(out.toString().lines()).hasSizeGreaterThan(5);
        assertThat(PAGE.unlike("policies", out.toString())).isEmpty();
    }
}
