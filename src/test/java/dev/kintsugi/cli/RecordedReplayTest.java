package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RecordedReplayTest extends CommandTest {
    private String exported() {
        var file = folder.resolve("a.jsonl").toString();
        assertThat(run("replay", "insurance", "--recovery", "on", "--session-out", file).code()).isZero();
        return file;
    }

    @Test
    void anExportedLogIsPlayedAgainAndComesOutTheSame() {
        var file = exported();
        var said = run("replay", file);
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("came out the same, byte for byte").contains("Head ");
        var json = run("replay", file, "--json").json();
        assertThat(json.get("identical").asBoolean()).isTrue();
        assertThat(json.get("head").asText()).isEqualTo(run("verify", file, "--json").json().get("head").asText());
        assertThat(json.get("events").asLong()).isGreaterThan(json.get("inputs").asLong());
    }

    @Test
    void aSessionOfTheDatabaseIsPlayedAgain() {
        assertThat(typing(QUESTION + "\nThank you\n", "chat", "--recovery", "on").code()).isZero();
        var id = run("export", "--list", "--json").json().at("/sessions/0/session_id").asText();
        var said = run("replay", id, "--json");
        assertThat(said.json().get("identical").asBoolean()).isTrue();
        assertThat(said.json().get("turns").asInt()).isEqualTo(2);
        assertThat(said.code()).isZero();
    }

    @Test
    void anAlteredLogIsRefusedWithTheLine() throws IOException {
        var file = exported();
        var path = folder.resolve("b.jsonl");
        Files.writeString(path, Files.readString(folder.resolve("a.jsonl")).replace("\"outcome\":\"recovered\"",
                "\"outcome\":\"sound\""));
        var said = run("replay", path.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("turn_concluded");
        assertThat(run("replay", file, "--recovery", "off").code()).isEqualTo(2);
        assertThat(run("replay", folder.resolve("none.jsonl").toString()).code()).isEqualTo(2);
    }
}
