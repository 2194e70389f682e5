package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter out = new StringWriter();

    private Terminal terminal(boolean color, Charset charset) {
        return new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(out, true),
                new PrintWriter(Writer.nullWriter()), new Terminal.Look(color, false, 100, charset));
    }

    @Test
    void marksThatTheTerminalLacksBecomeAscii() {
        terminal(false, StandardCharsets.US_ASCII).line("▲ ◆ ● ○ ✕ ✓ · … █░ “so” 50 µs Zoë");
        assertThat(out.toString().strip()).isEqualTo("! ? * o x + - ... #. \"so\" 50 us Zo?");
    }

    @Test
    void aLineThatIsWrittenOverStaysOneLineAndLeavesNothingOfTheLongerOne() {
        var terminal = terminal(false, StandardCharsets.UTF_8);
        terminal.over("x".repeat(300));
        terminal.over("short");
        assertThat(out.toString().split("\r")).containsExactly("", "x".repeat(99), "short" + " ".repeat(94));
    }

    @Test
    void whatTheCharsetHasIsKept() {
        terminal(false, StandardCharsets.ISO_8859_1).line("● Zoë · µs");
        assertThat(out.toString().strip()).isEqualTo("* Zoë · µs");
    }

    @Test
    void jsonStaysWholeInAnyCharset() {
        terminal(false, StandardCharsets.US_ASCII).json(Map.of("name", "Zoë ●"));
        assertThat(out.toString()).contains("\"Zo\\u00EB \\u25CF\"");
        terminal(false, StandardCharsets.UTF_8).json(Map.of("name", "Zoë ●"));
        assertThat(out.toString()).contains("\"Zoë ●\"");
    }

    @Test
    void withoutColourThereAreNoEscapes() {
        assertThat(terminal(false, StandardCharsets.UTF_8).paint(Terminal.Tone.BREAKS, "x")).isEqualTo("x");
        assertThat(terminal(true, StandardCharsets.UTF_8).paint(Terminal.Tone.BREAKS, "x")).startsWith("\u001b[31m");
    }

    @Test
    void whatAModelWritesCannotSteerTheTerminal() {
        terminal(true, StandardCharsets.UTF_8)
                .line("\u001b[31m●\u001b[0m a\u001b]0;title\u0007b\u001b[2Jc\rd\u0000\u009be\u202ef\tg");
        assertThat(out.toString().strip())
                .isEqualTo("\u001b[31m●\u001b[0m a\ufffd]0;title\ufffdb\ufffd[2Jc\ufffdd\ufffd\ufffde\ufffdf\tg");
    }

    @Test
    void jsonHasTheSameOrderInEveryProcess() {
        terminal(false, StandardCharsets.UTF_8)
                .json(Map.of("b", Map.of("z", 1, "y", 2), "a", List.of(Map.of("d", 1, "c", 2))));
        assertThat(out.toString()).containsSubsequence("\"a\"", "\"c\"", "\"d\"", "\"b\"", "\"y\"", "\"z\"");
    }

    @Test
    void longTextIsWrappedAtWords() {
        assertThat(Terminal.wrapped("one two three four", 10, "  ")).isEqualTo("  one two\n  three\n  four");
    }

    @Test
    void aNumberKeepsItsUnitOnTheLine() {
        assertThat(Terminal.wrapped("left alone for 60 s. Then 10 small steps", 17, "")).isEqualTo(
                "left alone for\n60 s. Then 10\nsmall steps");
        assertThat(Terminal.wrapped("a  b   60   s", 40, "")).isEqualTo("a b 60   s");
    }

    private Terminal person(int columns) {
        return new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(out, true),
                new PrintWriter(Writer.nullWriter()), new Terminal.Look(true, true, columns, StandardCharsets.UTF_8));
    }

    @Test
    void aPersonsTerminalBreaksNoWordAndAProgramsLineStaysWhole() {
        var line = "  Head of the log, and " + "word ".repeat(12).strip();
        person(40).line(line);
        assertThat(out.toString().lines()).hasSizeGreaterThan(1).allMatch(l -> l.length() <= 40)
                .allMatch(l -> l.startsWith("  ")).anyMatch(l -> l.startsWith("    word"));
        out.getBuffer().setLength(0);
        terminal(false, StandardCharsets.UTF_8).line(line + line);
        assertThat(out.toString().lines()).containsExactly(line + line);
    }

    @Test
    void aColourTakesNoRoom() {
        var terminal = person(40);
        terminal.line(terminal.paint(Terminal.Tone.BREAKS, "x".repeat(40)));
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(Terminal.beside(terminal.paint(Terminal.Tone.QUIET, "head  "), "one two three four five six", 32)
                .lines().skip(1)).allMatch(l -> l.startsWith("      ") && !l.startsWith("       "));
    }

    @Test
    void whatMayGoIntoAFileIsNotBroken() {
        person(40).asIs("key: " + "word ".repeat(20));
        assertThat(out.toString().lines()).hasSize(1);
    }
}
