package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.docs.JsonPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `errands` and `services` as people run them.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ErrandsProcessTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static void interrupt(Process process) throws Exception { signal("INT", process); }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    @Test
    void theVariablesSayHowToolsFail() throws Exception {
        var prompts = Files.writeString(folder.resolve("prompts.json"), "[{\"prompt\": \"Calculate 6 * 7\"}]")
                .toString();
        var ended = new Child(folder)
                .run(Map.of("TOXIC_PROB", "0", "ERROR_PROB", "1", "TOOL_LIMIT", "2", "PROMPT_LIMIT",
                        "0"), "errands", prompts, "--speed", "instant", "--json");
        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
        var json = JSON.readTree(ended.out());
        assertThat(json.path("tries")).hasSize(3);
        assertThat(json.path("results")).hasSize(1);
        assertThat(json.at("/configuration/tool_limit").asText()).isEqualTo("2");
    }

    @Test
    void aBadVariableIsNamedAndTheCommandLineWins() {
        var child = new Child(folder);
        var bad = child.run(Map.of("ERROR_PROB", "often"), "errands");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("ERROR_PROB cannot be 'often': it is a chance from 0 to 1");
        assertThat(child.run(Map.of("TOOL_LIMIT", "x"), "policies").code()).as("it is nothing to other commands")
                .isZero();
    }

    @Test
    void chatRunsErrandsOnServicesOfItsOwn() {
        var ended = new Child(folder).run("chat", "--pack", "errands", "--speed", "instant", "--message",
                "Calculate 15 * 23 + 47");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("392");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "env resets signals on Linux only")
    void theServicesAnswerUntilCtrlC() throws Exception {
        var serving = new Child(folder).startHeedingCtrlC("services", "--json");
        try (var client = HttpClient.newHttpClient(); var out = serving.inputReader()) {
            var said = out.readLine();
            assertThat(new JsonPage().unlike("services", said)).isEmpty();
            var services = JSON.readTree(said).get("services");
            assertThat(services).hasSize(7);
            for (var service : services) {
                var health = client.send(
                        HttpRequest.newBuilder(URI.create(service.get("url").asText() + "/health")).build(),
                        BodyHandlers.ofString());
                assertThat(health.body()).contains("\"status\":\"ok\"").contains(service.get("service").asText());
            }
            interrupt(serving);
            assertThat(serving.waitFor()).isZero();
        } finally {
            serving.destroyForcibly();
        }
    }

    /// The films are read from a pipe, on which it waits after it began to heed signals and before it has its services.
    @ParameterizedTest
    @CsvSource({"INT, false, 130", "INT, true, 130", "TERM, false, 143"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "env resets signals on Linux only")
    void whoEndsItBeforeTheFirstPromptLeavesNothing(String signal, boolean json, int code) throws Exception {
        var films = folder.resolve("films");
        assertThat(new ProcessBuilder("mkfifo", films.toString()).start().waitFor()).isZero();
        var arguments = List.of("errands", "--movies", films.toString(), "--out", folder.resolve("out").toString());
        var running = new Child(folder).startHeedingCtrlC(
                Stream.concat(arguments.stream(), Stream.of("--json").filter(_ -> json)).toArray(String[]::new));
        try (var out = running.inputReader()) {
            try (var pipe = Files.newBufferedWriter(films)) {
                signal(signal, running);
                pipe.write("[{\"name\": \"A\", \"original_name\": \"A\"}]");
            }
            var said = out.lines().toList();
            assertThat(running.errorReader().lines())
                    .containsExactly("Cancelled: 0 of 12 prompts were sent. Nothing is kept.");
            assertThat(running.waitFor()).isEqualTo(code);
            if (json) {
                assertThat(new JsonPage().unlike("errands", said.getFirst())).isEmpty();
                assertThat(JSON.readTree(said.getFirst()).path("session_id").isNull()).isTrue();
            } else {
                assertThat(said).noneMatch(line -> line.contains("Export it with"));
            }
            assertThat(folder.resolve("out")).isEmptyDirectory();
            assertThat(new Child(folder).run("export", "--list").out()).contains("There are no sessions yet");
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "env resets signals on Linux only")
    void ctrlCBreaksOffThePromptUnderWay() throws Exception {
        var running = new Child(folder).startHeedingCtrlC("errands", "--toxic-prob", "1", "--error-prob", "0",
                "--tool-timeout", "600000");
        try (var out = running.inputReader()) {
            for (var line = out.readLine(); line != null && !line.contains("prompt: "); line = out.readLine()) {
                assertThat(line).isNotNull();
            }
            interrupt(running);
            assertThat(out.lines().toList()).contains("agent   interrupted: stopped")
                    .anyMatch(l -> l.startsWith("Prompts answered"));
            assertThat(running.errorReader().lines()).singleElement().asString().startsWith("Cancelled: ")
                    .endsWith(" of 12 prompts were sent.");
            assertThat(running.waitFor()).isEqualTo(130);
        } finally {
            running.destroyForcibly();
        }
    }
}
