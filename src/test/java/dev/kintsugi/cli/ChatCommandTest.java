package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One turn from the command line: what it shows to people and to programs.
class ChatCommandTest extends CommandTest {
    @Test
    void oneTurnShowsWhatWasSaidAndAnswered() {
        var said = run("chat", "--session", "s1", "--message", QUESTION);
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("You   " + QUESTION).contains("Agent ").contains("INS-2024-9876");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void aForcedFailureIsShownWithItsThreeTexts() {
        var said = run("chat", "--message", QUESTION, "--failure-mode", "hallucination");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("▲ ").contains("natural").contains("observed");
    }

    @Test
    void programsGetTheFieldsByName() {
        var said = run("chat", "--session", "s1", "--message", QUESTION, "--failure-mode", "service_unavailable",
                "--recovery", "on", "--json");
        var json = said.json();
        assertThat(said.code()).isZero();
        assertThat(json.get("session_id").asText()).isEqualTo("s1");
        assertThat(json.get("failure_mode").asText()).isEqualTo("service_unavailable");
        assertThat(json.get("failure_injection_applied").asBoolean()).isTrue();
        assertThat(json.get("status").asText()).isEqualTo("failure");
        assertThat(json.get("natural_status").asText()).isEqualTo("success");
        assertThat(json.get("outcome").asText()).isEqualTo("recovered");
        assertThat(json.get("response").asText()).contains("INS-2024-9876");
        assertThat(json.get("recovery_policy").asText()).isEqualTo("standard");
    }

    @ParameterizedTest
    @CsvSource({"service_unavailable, none, 1", "service_unavailable, standard, 0", "hallucination, none, 0",
            "auth_error, standard, 1"})
    void aMessageWithoutAnAnswerFailsForAScript(String mode, String recovery, int code) {
        for (var json : List.of(List.<String>of(), List.of("--json"))) {
            var line = new ArrayList<>(List.of("chat", "--message", QUESTION, "--failure-mode", mode, "--recovery",
                    recovery, "--speed", "instant"));
            line.addAll(json);
            var said = run(line.toArray(String[]::new));
            assertThat(said.code()).as(said.out()).isEqualTo(code);
            assertThat(said.err()).isEmpty();
        }
    }

    @Test
    void normalForcesNothing() {
        assertThat(run("chat", "--message", QUESTION, "--failure-mode", "normal", "--json").json()
                .get("failure_injection_applied").asBoolean()).isFalse();
    }

    @Test
    void everyTurnFailsWhenAskedTo() {
        var json = run("chat", "--message", QUESTION, "--every-turn", "off_topic", "--json").json();
        assertThat(json.get("failure_mode").asText()).isEqualTo("off_topic");
    }

    @Test
    void whatIsWaitedForIsSaidWhileItIsWaitedFor() {
        assertThat(run("chat", "--message", QUESTION, "--failure-mode", "api_timeout", "--speed", "10").out())
                .containsSubsequence("waiting", "You   ");
    }

    @Test
    void nothingIsSaidToHaveBeenOnAScreenThatShowedNothing() {
        assertThat(run("chat", "--message", QUESTION, "--failure-mode", "hallucination", "--recovery", "on").out())
                .contains("A reply that had come in was taken back").doesNotContain("on screen");
    }

    @Test
    void aDamagedDatabaseThatWasSetAsideIsTold() throws IOException {
        var file = Files.createDirectories(folder.resolve("db")).resolve("kintsugi.mv.db");
        Files.writeString(file, "of another program");
        var said = run("chat", "--message", QUESTION);
        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("damaged", "kintsugi-damaged-1.mv.db");
        assertThat(run("chat", "--message", QUESTION).err()).isEmpty();
    }

    @Test
    void theLogLevelReachesTheDoor() {
        run("chat", "--message", "hi", "--log-level", "debug");
        assertThat(door.level).isEqualTo(LogLevel.DEBUG);
    }

    private String script(String body) throws IOException {
        var file = Files.writeString(folder.resolve("speech.sh"), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void repliesAreSpokenByTheProgramThatWasNamed() throws IOException {
        var heard = folder.resolve("heard");
        var said = run("chat", "--message", QUESTION, "--speak", script("cat > '" + heard + "'"));
        assertThat(said.code()).isZero();
        assertThat(Files.readString(heard)).contains("INS-2024-9876");
        assertThat(said.out()).contains("INS-2024-9876");
        assertThat(said.err()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whenSpeechFailsTheTextIsThereAndTheUserIsTold() throws IOException {
        var said = run("chat", "--session", "s1", "--message", QUESTION, "--speak", script("exit 3"));
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("INS-2024-9876");
        assertThat(said.err()).contains("could not be spoken").contains("here it is as text");
    }
}
