package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.docs.JsonPage;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class BenchCommandTest extends CommandTest {
    private static final JsonPage PAGE = new JsonPage();

    /// One line, as the page about `--json` tells it of the same command.
    private static void isAsThePageSays(Said said, String heading, String command) {
        assertThat(PAGE.commands().get(heading)).matches("kintsugi " + command + " \\d+ --json");
        assertThat(said.out().lines()).hasSize(1);
        assertThat(PAGE.unlike(heading, said.out())).isEmpty();
    }

    @Test
    void nothingAcknowledgedIsLostWhenItIsKilled() throws IOException {
        var said = run("bench", "--kill", "2", "--json", "--data", folder.resolve("kill").toString());
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        isAsThePageSays(said, "bench, kill", "bench --kill");
        assertThat(said.json().get("kills").asInt()).isEqualTo(2);
        assertThat(said.json().get("lost_turns").asInt()).isZero();
        try (var left = Files.list(folder.resolve("kill"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void randomFailuresBreakNoPromise() {
        var said = run("bench", "--never-worse", "50", "--json");
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        isAsThePageSays(said, "bench, never worse", "bench --never-worse");
        assertThat(said.json().get("passed").asBoolean()).isTrue();
        assertThat(said.json().get("scripts").asInt()).isEqualTo(50);
    }

    @Test
    void hostileRequestsLeaveAServedLabWhole() {
        var said = run("bench", "--hostile", "60", "--json", "--data", folder.resolve("hostile").toString());
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        isAsThePageSays(said, "bench, hostile", "bench --hostile");
        assertThat(said.json().get("wrong")).isEmpty();
        assertThat(said.json().get("acknowledged_turns").asInt()).isPositive();
    }

    @Test
    void whatMakesNoSenseIsTold() {
        assertThat(run("bench", "--hostile", "0").err()).contains("--hostile cannot be 0");
        assertThat(run("bench", "--never-worse", "0").err()).contains("--never-worse cannot be 0");
        assertThat(run("bench", "--seconds", "0").err()).contains("--seconds cannot be 0");
        assertThat(run("bench", "--kill", "0").err()).contains("--kill cannot be 0");
        assertThat(run("bench", "--kill", "0").code()).isEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var said = run("bench", "--kill", "1", "--data", file.resolve("x").toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("The bench has no place to write");
    }
}
