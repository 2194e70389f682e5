package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs of prompts from the terminal.
class ErrandsCommandTest extends CommandTest {
    private static final String DEMO = "demos/errands/prompts.json";

    private String prompts(String... asked) throws IOException {
        var array = JsonMapper.builder().build().createArrayNode();
        for (var each : asked) {
            array.addObject().put("prompt", each);
        }
        return Files.writeString(folder.resolve("prompts.json"), array.toString()).toString();
    }

    @Test
    void theDemoGoesAsItIsTold() {
        var said = run("errands", DEMO);
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("agent   prompt: Send a message to Alice",
                "agent   reply: The result of 15 * 23 + 47 is 392.",
                "system  configured: errands.toxic_prob = 0.1",
                "send_message behind a timeout toxic (downstream) failed after 5",
                "send_message, try 2 answered in", "Prompts answered           12 of 12 (100 %, 76 to 100)",
                "Tool tries answered        13 of 14 (93 %, 69 to 99); tried again 1 time",
                "Behind a toxic             1 of 14 (7 %, 1 to 31)",
                "Simulated errors           0 of 14 (", "Export it with: kintsugi export session-1-");
        assertThat(run("errands", "--tool-timeout", "10", "--tool-limit", "0", "--help").code()).isZero();
    }

    @Test
    void whatStaysWithoutAnAnswerFailsTheRun() throws IOException {
        var said = run("errands", prompts("Calculate 6 * 7"), "--error-prob", "1", "--json");
        assertThat(said.code()).isEqualTo(1);
        var json = said.json();
        assertThat(json.at("/prompts/k").asInt()).isZero();
        assertThat(json.at("/prompts/n").asInt()).isOne();
        assertThat(json.at("/prompts/high").asDouble()).isLessThan(1);
        assertThat(json.at("/simulated_errors/k").asInt()).isEqualTo(4);
        assertThat(json.at("/configuration/error_prob").asText()).isEqualTo("1");
        assertThat(json.at("/results/1/ending").asText()).isEqualTo("failed");
        assertThat(json.at("/system_events").findValuesAsText("kind")).contains("started", "configured", "tool");
        assertThat(json.at("/agent_events").findValuesAsText("kind")).contains("prompt", "error", "took");
    }

    @Test
    void allThatARunComesToIsWritten() throws IOException {
        var out = folder.resolve("results");
        var said = run("errands", prompts("Calculate 6 * 7", "How is the weather in <Tokyo>?"), "--toxic", "reset_peer",
                "--toxic-prob", "0.5", "--tool-limit", "9", "--out", out.toString(), "--html",
                folder.resolve("page.html").toString());
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(out.resolve("prompts.csv")).content()
                .startsWith("prompt,sending,at_ms,processing_time_ms,ending,message,response\r\n1,1,");
        assertThat(out.resolve("tools.csv")).content().contains(",calculate,calculator,1,");
        for (var stream : new String[]{"system", "agent"}) {
            var lines = Files.readAllLines(out.resolve(stream + ".jsonl"));
            assertThat(lines).isNotEmpty();
            for (var line : lines) {
                var read = JsonMapper.builder().build().readTree(line);
                assertThat(read.path("timestamp").asText()).matches("20\\d\\d-.*Z");
                assertThat(read.path("kind").asText()).isNotEmpty();
            }
        }
        assertThat(JsonMapper.builder().build().readTree(out.resolve("report.json").toFile()).at("/prompts/k").asInt())
                .isEqualTo(2);
        var page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("Throughput over time", "Success rate", "Network latency", "Error distribution",
                "Response time", "&lt;Tokyo&gt;").doesNotContain("<script", "<Tokyo>");
        assertThat(page.split("<figure>")).hasSize(6);
        assertThat(folder.resolve("page.html")).hasContent(page);
    }

    @Test
    void filmsOfOnesOwnAreFound() throws IOException {
        var said = run("errands", prompts("Tell me about the movie Half a Bowl"), "--movies",
                "demos/errands/movies.json",
                "--toxic-prob", "0", "--error-prob", "0");
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out()).contains("半分の器").contains("2020");
    }

    @Test
    void theLogIsASessionThatCanBeChecked() throws IOException {
        var session = run("errands", prompts("Calculate 6 * 7"), "--toxic-prob", "0", "--error-prob", "0", "--json")
                .json()
                .path("session_id").asText();
        var file = folder.resolve("log.jsonl").toString();
        assertThat(run("export", session, "--format", "jsonl", "--out", file).code()).isZero();
        assertThat(run("verify", file).code()).isZero();
        assertThat(Files.readString(Path.of(file))).contains("service_called").contains("toxic_draw");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "`` | it is no array of 1 to 10000",
            "{ | it is no JSON, line 1, column 2: Unexpected end-of-input",
            "[{\"prompt\": \"a\"},] | it is no JSON, line 1, column 18: Unexpected character",
            "[] | it is no array of 1 to 10000",
            "{\"prompt\": \"a\"} | it is no array of 1 to 10000",
            "[\"a\"] | number 1 has no \"prompt\" of 1 to 4000 characters",
            "[{\"prompt\": \"a\"}, {\"prompt\": \" \"}] | number 2 has no \"prompt\" of 1 to 4000 characters",
            "[{\"prompt\": 7}] | number 1 has no \"prompt\"",
            "[{\"prompt\": \"a\", \"prompt\": \"b\"}] | Duplicate field 'prompt'",
            "[{\"prompt\": \"a\"}] more | line 1, column 19",
            "[[[[[[[[[[[[[[[[[[[[[[[[ | it is nested more than 20 deep"})
    void brokenPromptsAreToldClearly(String text, String why) throws IOException {
        var file = Files.writeString(folder.resolve("broken.json"), text);
        var said = run("errands", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("The prompts of " + file + " cannot be used").contains(why)
                .contains("demos/errands/prompts.json").doesNotContain("Exception", "REDACTED", "\tat ");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void missingFilesAreToldClearly() throws IOException {
        assertThat(run("errands", "nowhere.json").err())
                .contains("The prompts of nowhere.json cannot be used: there is no nowhere.json");
        var films = run("errands", prompts("x"), "--movies", "nowhere.json");
        assertThat(films.code()).isEqualTo(2);
        assertThat(films.err()).contains("The films of nowhere.json cannot be used").contains("original_name");
        var broken = Files.writeString(folder.resolve("films.json"), "[{\"name\": \"x\"}]").toString();
        assertThat(run("errands", prompts("x"), "--movies", broken).err())
                .contains("film 1 lacks a name or an original_name");
        assertThat(run("errands", folder.toString()).code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--toxic-prob=1.01", "--error-prob=-0.1", "--error-prob=often", "--tool-limit=21",
            "--prompt-limit=-1", "--prompt-limit=1.5", "--toxic=noop", "--tool-timeout=0", "--services-port=65530",
            "--proxies-port=-1", "--pack=insurance"})
    void whatMakesNoSenseIsToldAtOnce(String option) {
        var said = run("errands", option);
        assertThat(said.code()).as(said.out()).isEqualTo(2);
        assertThat(said.err().lines().toList()).hasSize(2);
        assertThat(said.out()).isEmpty();
        assertThat(run("errands", option, "--json").json().path("exit_code").asInt()).isEqualTo(2);
    }

    @Test
    void thePageMayLieInTheFolderOfTheResults() throws IOException {
        var results = folder.resolve("results");
        var said = run("errands", prompts("Calculate 6 * 7"), "--toxic-prob", "0", "--error-prob", "0", "--out",
                results.toString(), "--html", results + "/page.html");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(results.resolve("page.html")).exists();
    }

    @Test
    void aFolderThatCannotBeIsToldBeforeAnythingIsRun() throws IOException {
        var file = prompts("Calculate 6 * 7");
        var said = run("errands", file, "--out", file);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("The results cannot be written");
    }

    @Test
    void portsThatMakeNoSenseForTheServicesAreTold() {
        assertThat(run("services", "--first-port", "65530").err()).contains("The first port cannot be 65530")
                .contains("seven follow each other");
        assertThat(run("services", "--movies", "nowhere.json").code()).isEqualTo(2);
    }
}
