package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.report.audit.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest extends CommandTest {
    private Path log;

    @BeforeEach
    void aLog() {
        log = folder.resolve("log.jsonl");
        run("chat", "--session", "s1", "--message", QUESTION, "--failure-mode", "hallucination");
        run("export", "s1", "--out", log.toString());
    }

    @Test
    void anUntouchedLogIsSound() {
        var said = run("verify", log.toString());
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("✓ All ").contains("session s1").contains("Head ");
        var json = run("verify", log.toString(), "--json").json();
        assertThat(json.get("sound").asBoolean()).isTrue();
        assertThat(json.get("events").asInt()).isPositive();
    }

    @Test
    void oneAlteredByteIsFoundAndItsEventNamed() throws IOException {
        Files.writeString(log, Files.readString(log).replaceFirst("INS-2024-9876\\?", "INS-2024-9877?"));
        var said = run("verify", log.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("✕ Line ").contains("turn 1, event ").contains("message_received");
        assertThat(run("verify", log.toString(), "--json").json().get("sound").asBoolean()).isFalse();
    }

    @Test
    void everySingleAlteredByteIsFound() throws IOException {
        var sound = Files.readAllBytes(log);
        for (int i = 0; i < sound.length - 1; i += 3) {
            var altered = sound.clone();
            altered[i] = (byte) (altered[i] == 'x' ? 'y' : 'x');
            Files.write(log, altered);
            assertThat(Verifier.verify(log).sound()).as("byte " + i).isFalse();
        }
    }

    @Test
    void aLogThatWasCutOffIsNotSound() throws IOException {
        var lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, lines.size() - 1));
        var said = run("verify", log.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("cut off");
    }

    @Test
    void aHeadKeptElsewhereIsHeldAgainstIt() {
        var head = run("verify", log.toString(), "--json").json().get("head").asText();
        assertThat(run("verify", log.toString(), "--head", head).code()).isZero();
        assertThat(run("verify", log.toString(), "--head", head.toUpperCase(Locale.ROOT)).code()).isZero();
        var none = run("verify", log.toString(), "--head", head.substring(0, 8));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("a head is 64 hexadecimal digits");
        var other = run("verify", log.toString(), "--head", "0".repeat(64));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("does not end with the head");
    }

    @Test
    void aLogOfAnotherVersionIsToldAsSuch() throws IOException {
        Files.writeString(log, Files.readString(log).replaceFirst("\"v\":1", "\"v\":7"));
        assertThat(run("verify", log.toString()).out()).contains("Line 1").contains("version 7 of the log");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileWithoutAnEndIsNoLog() {
        var said = run("verify", "/dev/zero");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("longer than any line of a log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "42", "\"\"", "{}", "", "[[[[", "{\"end\":null}", "\uFEFF{}"})
    void aLineThatIsNoLineOfALogIsToldInWords(String line) throws IOException {
        Files.writeString(log, line + "\n");
        var said = run("verify", log.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).startsWith("✕ Line 1").doesNotContain("java", "Exception", "`");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsTold() throws IOException {
        var missing = run("verify", folder.resolve("none.jsonl").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("The log cannot be read", "does not exist");
        assertThat(run("verify", folder.toString()).err()).contains("is a folder");
        Files.write(log, new byte[]{(byte) 0xff, (byte) 0xfe, 0});
        assertThat(run("verify", log.toString()).err()).contains("not UTF-8");
        assertThat(run("verify").code()).isEqualTo(2);
    }
}
