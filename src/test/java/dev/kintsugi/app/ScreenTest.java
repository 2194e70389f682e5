package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static Screen screen(boolean person, Charset charset, Map<String, String> variables) {
        return new Screen(new Environment(variables), person, charset, charset);
    }

    private static Screen person(Map<String, String> variables) {
        return screen(true, StandardCharsets.UTF_8, variables);
    }

    @Test
    void coloursAreForPeopleWhoDidNotAskForNone() {
        assertThat(person(Map.of()).look().color()).isTrue();
        assertThat(person(Map.of("NO_COLOR", "1")).look().color()).isFalse();
        assertThat(person(Map.of("NO_COLOR", "")).look().color()).isTrue();
        assertThat(person(Map.of("TERM", "dumb")).look().color()).isFalse();
        assertThat(screen(false, StandardCharsets.UTF_8, Map.of()).look().color()).isFalse();
    }

    @Test
    void theWidthIsTheTerminalsWithinReason() {
        assertThat(person(Map.of()).look().columns()).isEqualTo(100);
        assertThat(person(Map.of("COLUMNS", "72")).look().columns()).isEqualTo(72);
        assertThat(person(Map.of("COLUMNS", "3")).look().columns()).isEqualTo(40);
        assertThat(person(Map.of("COLUMNS", "9999")).look().columns()).isEqualTo(240);
        assertThat(person(Map.of("COLUMNS", "wide")).look().columns()).isEqualTo(100);
    }

    @Test
    void whatComesInOverAPlainLocaleIsStillReadAsUtf8() throws IOException {
        var in = new ByteArrayInputStream("Grüße\n".getBytes(StandardCharsets.UTF_8));
        var terminal = screen(false, StandardCharsets.US_ASCII, Map.of()).terminal(in, System.out, System.err);
        assertThat(terminal.in().readLine()).isEqualTo("Grüße");
    }

    @Test
    void whatGoesOutIsInTheTerminalsCharset() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true);
        screen(false, StandardCharsets.ISO_8859_1, Map.of()).terminal(System.in, out, out).line("é ●");
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1).strip()).isEqualTo("é *");
    }
}
