package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is wrong with the place, a person is told what, why, and what to do.
class H2TroubleTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void plugInTheDisk() { FilePath.register(new FullDisk()); }

    @BeforeEach
    void makeRoom() { FullDisk.makeRoom(); }

    private static void assertProblem(ThrowingCallable body, String... words) {
        assertThatThrownBy(body).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getMessage()).contains(words);
            assertThat(problem.todo()).isNotBlank();
            assertThat(problem.what() + problem.why()).doesNotContain("Exception");
        });
    }

    @Test
    void aSecondJournalInThisProcessIsToldWhoHasTheFile() {
        try (var first = H2Journal.open(folder)) {
            assertProblem(() -> H2Journal.open(folder), "in use", folder.resolve("kintsugi.mv.db").toString(),
                    "this very process", "--data");
            first.append(new Rows("a").turn("the first one still works"));
        }
        H2Journal.open(folder).close();
    }

    @Test
    void aSecondProcessIsToldWhichProcessHasTheFile() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var other = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Holder.class.getName(),
                folder.toString()).redirectErrorStream(true).start();
        try (var said = other.inputReader()) {
            assertThat(said.lines().anyMatch("open"::equals)).isTrue();
            assertProblem(() -> H2Journal.open(folder), "another Kintsugi (process " + other.pid() + ")", "--data");
        } finally {
            other.destroyForcibly().waitFor();
        }
        H2Journal.open(folder).close();
    }

    /// The other process: opens the database and says so.
    static final class Holder {
        public static void main(String[] args) throws IOException {
            try (var _ = H2Journal.open(Path.of(args[0]))) {
                System.out.println("open");
                System.in.read();
            }
        }
    }

    @Test
    void aPathThatIsAFileIsNotTakenForAFolder() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "hello");
        assertProblem(() -> H2Journal.open(file), file + " is a file", "--data");
        assertThat(file).hasContent("hello");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "hello");
        assertProblem(() -> H2Journal.open(file.resolve("below")), "cannot be made", file.toString(), "--data");
    }

    @Test
    void aReadOnlyFolderIsNamed() {
        var readOnly = folder.toFile().setWritable(false) && !Files.isWritable(folder)
                ? folder
                : Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(readOnly), "a folder that even root cannot write is needed");
        try {
            assertProblem(() -> H2Journal.open(readOnly), "read-only", readOnly.toString(), "--data");
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void aFolderNameThatH2WouldTakeForSettingsIsRefused() {
        assertProblem(() -> H2Journal.open(folder.resolve("a;INIT=SHUTDOWN")), "';'", "--data");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullDiskStopsTheJournalAndRoomMakesItGoOn() {
        var rows = new Rows("a");
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            journal.append(rows.turn("one"));
            FullDisk.fill();
            var second = rows.turn("two");
            assertProblem(() -> journal.append(second), "full", "Make room", "--data");
            assertThat(journal.health().trouble()).isNotNull();
            FullDisk.makeRoom();
            await().atMost(Duration.ofSeconds(10)).until(() -> journal.health().healthy());
            journal.append(second);
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(4);
        }
        try (var journal = H2Journal.open(folder)) {
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(4);
            assertThat(journal.repaired()).isEmpty();
        }
    }

    @Test
    void whatWasKeptCanBeReadWhileTheDiskIsFull() {
        var rows = new Rows("a");
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            journal.append(rows.turn("one"));
            FullDisk.fill();
            var second = rows.turn("two");
            assertProblem(() -> journal.append(second), "full");
            assertProblem(() -> journal.append(second), "full");
            FullDisk.makeRoom();
        }
        try (var journal = H2Journal.open(folder)) {
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(2);
        }
    }

    @Test
    void aRealFullDiskIsSurvivedToo() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
                "mounting is not allowed here");
        try {
            var rows = new Rows("a");
            var kept = fill(disk, rows);
            try (var journal = H2Journal.open(disk)) {
                assertThat(JournalContract.lines(journal, rows.id)).hasSize(2 * kept);
                assertThat(journal.repaired()).isEmpty();
            }
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    private static int fill(Path disk, Rows rows) throws IOException {
        try (var journal = H2Journal.open(disk)) {
            journal.append(rows.turn("one"));
            var ballast = Files.write(disk.resolve("ballast"), new byte[400_000]);
            for (int kept = 1; kept < 10_000; kept++) {
                try {
                    journal.append(rows.turn("turn " + kept + "x".repeat(2000)));
                } catch (Problem e) {
                    assertThat(e.getMessage()).contains("full", "Make room");
                    Files.delete(ballast);
                    return kept;
                }
            }
        }
        throw new AssertionError("the disk never filled");
    }

    private static boolean ran(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aFileThatIsMovedAwayIsMissedAndFoundAgain() throws IOException {
        var rows = new Rows("a");
        try (var journal = H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), 20))) {
            journal.append(rows.turn("one"));
            var file = folder.resolve("kintsugi.mv.db");
            var away = Files.move(file, folder.resolve("away"));
            var second = rows.turn("two");
            await().pollDelay(Duration.ofMillis(60)).until(() -> true);
            assertProblem(() -> journal.append(second), "gone", file.toString());
            assertThat(journal.health().healthy()).isFalse();
            Files.move(away, file);
            await().atMost(Duration.ofSeconds(10)).until(() -> journal.health().healthy());
            journal.append(second);
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(4);
        }
    }
}
