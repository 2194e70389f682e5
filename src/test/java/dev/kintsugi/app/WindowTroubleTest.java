package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.workbench.shell.Next;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps the window from starting is told on the screen and in the terminal.
class WindowTroubleTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final Deque<Next> answers = new ArrayDeque<>();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void aFileStandsWhereTheDataShouldBe() throws IOException { file = Files.writeString(folder.resolve("file"), ""); }

    private int start(Path data, Map<String, String> variables) {
        var environment = new Environment(variables);
        var screen = new Screen(environment, false, StandardCharsets.UTF_8, StandardCharsets.UTF_8);
        var resolution = new Resolution(environment, new KeyFile(folder.resolve("key")), LabSettings.defaults());
        var start = new WindowStart(new Places(folder, folder, folder), resolution,
                screen.terminal(new ByteArrayInputStream(new byte[0]), terminal, terminal), this::tell);
        return start.open(data, Wish.NONE);
    }

    private Next tell(Problem trouble, Path home, boolean mendable) {
        told.add(trouble.what() + " in " + home.getFileName() + (mendable ? "" : ", for good"));
        return answers.removeFirst();
    }

    @Test
    void itIsToldInBothPlacesAndTheExitCodeStaysTheProblems() {
        answers.add(new Next.End());
        assertThat(start(file, Map.of())).isEqualTo(2);
        assertThat(told).hasSize(1).first().asString().endsWith(" in file");
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("is a file");
    }

    @Test
    void itIsTriedAgainAndOverAnotherFolderAsOftenAsThePersonWants() throws IOException {
        var other = Files.writeString(folder.resolve("other"), "");
        answers.addAll(List.of(new Next.Again(), new Next.Over(other), new Next.End()));
        assertThat(start(file, Map.of())).isEqualTo(2);
        assertThat(told).extracting(words -> words.substring(words.lastIndexOf(' ') + 1))
                .containsExactly("file", "file", "other");
    }

    @Test
    void aDatabaseInUseIsTold() {
        answers.add(new Next.End());
        try (var _ = H2Journal.open(folder.resolve("lab"))) {
            assertThat(start(folder.resolve("lab"), Map.of())).isEqualTo(2);
        }
        assertThat(told).containsExactly("The lab's database is in use in lab");
    }

    @Test
    void whatTheEnvironmentSaysIsForGood() {
        answers.add(new Next.End());
        assertThat(start(folder.resolve("lab"), Map.of("FAILURE_MODE", "sometimes"))).isEqualTo(2);
        assertThat(told).containsExactly("FAILURE_MODE cannot be 'sometimes' in lab, for good");
    }
}
