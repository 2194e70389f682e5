package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.lab.LabSettings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The workbench with options. The window itself is the far side.
class WindowCommandTest extends CommandTest {
    private final List<Path> folders = new ArrayList<>();
    private final List<LabSettings> wished = new ArrayList<>();
    private final List<Set<String>> given = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    private int cli(String... args) {
        var terminal = new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true), Terminal.Look.PLAIN);
        return new Cli(terminal, door, (data, wish) -> {
            folders.add(data);
            given.add(wish.options());
            wished.add(wish.settings().apply(LabSettings.defaults()));
            return 0;
        }).run(args);
    }

    @Test
    void optionsAloneOpenTheWindowWithThem() {
        assertThat(cli("--data", "here", "--seed=7")).isZero();
        assertThat(cli("--recovery=none")).isZero();
        assertThat(cli("window", "--data=there")).isZero();
        assertThat(folders).containsExactly(Path.of("here"), null, Path.of("there"));
        assertThat(given).containsExactly(Set.of("--data", "--seed"), Set.of("--recovery"), Set.of("--data"));
        assertThat(wished.getFirst().seed()).isEqualTo(7);
        assertThat(wished.get(1).policy()).isEqualTo("none");
    }

    @Test
    void aCommandAfterTheOptionsIsRefusedAndNothingOpens() {
        assertThat(cli("--data", "here", "chat")).isEqualTo(2);
        assertThat(err.toString()).contains("Options stand behind the command: kintsugi chat OPTIONS.");
        assertThat(cli("--no-such-option")).isEqualTo(2);
        assertThat(folders).isEmpty();
    }

    @Test
    void whoeverAsksForJsonIsToldToNameACommand() {
        assertThat(cli("--json")).isEqualTo(2);
        assertThat(cli("window", "--json")).isEqualTo(2);
        assertThat(err.toString()).contains("The window has no answer for a program").contains("Name a command");
        assertThat(folders).isEmpty();
    }

    @Test
    void helpAndVersionStayTheProgramsOwn() {
        assertThat(cli("--help")).isZero();
        assertThat(cli("--version")).isZero();
        assertThat(cli("window", "--help")).isZero();
        assertThat(folders).isEmpty();
    }
}
