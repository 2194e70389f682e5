package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ExportCommandTest extends CommandTest {
    private Path exported(String format) {
        var file = folder.resolve("out." + format);
        var said = run("export", "s1", "--format", format, "--out", file.toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("Session s1 is in");
        return file;
    }

    @Test
    void anEmptyLabSaysHowToBegin() {
        assertThat(run("export", "--list").out()).contains("no sessions yet").contains("kintsugi chat");
        var said = run("export");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("There is nothing to export").contains("--data");
    }

    @Test
    void everyFormatIsWritten() throws IOException {
        run("chat", "--session", "s1", "--message", QUESTION, "--failure-mode", "hallucination");
        assertThat(Files.readString(exported("jsonl"))).contains("\"type\":\"session_opened\"").contains(QUESTION);
        assertThat(Files.readAllLines(exported("csv"))).first().asString().startsWith("session_id,turn");
        assertThat(exported("html")).content().contains("</html>");
    }

    @Test
    void theEndingOfAFileSaysItsFormatUnlessOneIsNamed() throws IOException {
        run("chat", "--session", "s1", "--message", QUESTION);
        var page = folder.resolve("page.HTML");
        assertThat(run("export", "s1", "--out", page.toString(), "--json").json().get("format").asText())
                .isEqualTo("html");
        assertThat(page).content().contains("</html>");
        var named = folder.resolve("named.html");
        run("export", "s1", "--format", "csv", "--out", named.toString());
        assertThat(Files.readAllLines(named)).first().asString().startsWith("session_id,turn");
        var other = folder.resolve("other.txt");
        run("export", "s1", "--out", other.toString());
        assertThat(other).content().contains("\"type\":\"session_opened\"");
    }

    @Test
    void thePageTellsWhatThePolicyWasChangedTo() throws IOException {
        run("chat", "--session", "s1", "--message", QUESTION);
        run("chat", "--session", "s1", "--message", QUESTION, "--recovery", "standard");
        run("chat", "--session", "s1", "--message", QUESTION);
        run("chat", "--session", "s1", "--message", QUESTION, "--recovery", "off");
        assertThat(exported("html")).content()
                .contains("Recovery none; from turn 2 on standard; from turn 4 on none<",
                        "Setting changed: policy = standard<");
    }

    @Test
    void aDashIsStandardOutput() throws IOException {
        run("chat", "--session", "s1", "--message", QUESTION);
        assertThat(run("export", "s1", "--out", "-").out()).isEqualTo(Files.readString(exported("jsonl")));
        assertThat(run("export", "s1", "--out", "-", "--json").err()).contains("do not go together");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void anExportMayBeReadByWhomAnyNewFileMay() throws IOException {
        run("chat", "--session", "s1", "--message", QUESTION);
        var any = Files.createFile(folder.resolve("any"));
        assertThat(Files.getPosixFilePermissions(exported("jsonl"))).isEqualTo(Files.getPosixFilePermissions(any));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeWithANameIsWrittenToAndNotReplaced() throws Exception {
        run("chat", "--session", "s1", "--message", QUESTION);
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        var read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(run("export", "s1", "--out", pipe.toString()).code()).isZero();
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(Files.readString(exported("jsonl")));
        assertThat(pipe).satisfies(p -> assertThat(Files.isRegularFile(p)).isFalse());
    }

    @Test
    void theLatestSessionIsTakenWhenNoneIsNamed() {
        run("chat", "--session", "s1", "--message", QUESTION);
        run("chat", "--session", "s2", "--message", QUESTION);
        var json = run("export", "--out", folder.resolve("x.jsonl").toString(), "--json").json();
        assertThat(json.get("session_id").asText()).isEqualTo("s2");
        assertThat(json.get("format").asText()).isEqualTo("jsonl");
        assertThat(Path.of(json.get("file").asText())).exists();
    }

    @Test
    void theListTellsEachSession() {
        run("chat", "--session", "s1", "--message", QUESTION, "--failure-mode", "off_topic");
        assertThat(run("export", "--list").out()).contains("s1  1 turn, 1 injected, 0 recovered");
        var json = run("export", "--list", "--json").json().at("/sessions/0");
        assertThat(json.get("failed_turns").asInt()).isEqualTo(1);
        assertThat(json.get("in_turn").asBoolean()).isFalse();
    }

    @Test
    void troubleIsTold() {
        run("chat", "--session", "s1", "--message", QUESTION);
        var unknown = run("export", "s9", "--out", folder.resolve("x").toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no session 's9'").contains("--list");
        assertThat(folder.resolve("x")).doesNotExist();
        var nowhere = run("export", "s1", "--out", folder.resolve("no/x.jsonl").toString());
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("the folder does not exist");
        var format = run("export", "s1", "--format", "pdf");
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains("--format").contains("jsonl, csv, html");
    }

    @Test
    void whatToDoNextIsSaidForTheFolderThatWasNamed() {
        var place = folder.resolve("my lab").toString();
        assertThat(run("export", "--data", place).err())
                .contains("Begin one with: kintsugi chat --data '" + place + "'");
        assertThat(run("export", "s9", "--data", place).err())
                .contains("List the sessions with: kintsugi export --list --data '" + place + "'");
        assertThat(run("recover", "s9", "--data", place).err())
                .contains("List the sessions with: kintsugi export --list --data '" + place + "'");
    }
}
