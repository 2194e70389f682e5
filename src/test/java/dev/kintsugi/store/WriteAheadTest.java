package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables follow behind a file, and nobody can tell.
class WriteAheadTest {
    private static final long NEVER_MS = 600_000;

    @TempDir
    Path folder;
    private final Rows rows = new Rows("a");

    @BeforeAll
    static void plugInTheDisk() { FilePath.register(new FullDisk()); }

    @BeforeEach
    void makeRoom() { FullDisk.makeRoom(); }

    /// Nothing is put into the tables by itself.
    private H2Journal busy() {
        return H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), NEVER_MS));
    }

    /// What a kill would leave behind now.
    private Path killed(String name) throws IOException {
        var copy = Files.createDirectories(folder.resolve(name));
        for (var file : List.of("kintsugi.wal", "kintsugi.mv.db")) {
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private Batch failed(String message) {
        return rows.turn(message, "failure", "off_topic", List.of(Rows.tried(1, true)));
    }

    private void assertWhole(H2Journal journal, int turns) {
        assertThat(JournalContract.lines(journal, rows.id)).hasSize(2 * turns).doesNotHaveDuplicates();
        assertThat(journal.head(rows.id).sequence()).isEqualTo(2L * turns);
        assertThat(journal.interactions(rows.id)).isEqualTo(turns);
        assertThat(journal.failures(Instant.EPOCH, Instant.MAX).statuses())
                .isEqualTo(Map.of("failure", (long) turns));
        assertThat(attempts(journal)).isEqualTo(turns);
        assertThat(journal.repaired()).isEmpty();
    }

    private static long attempts(H2Journal journal) {
        return journal.read(handle -> handle.createQuery("SELECT COUNT(*) FROM recovery_attempts").mapTo(Long.class)
                .one());
    }

    @Test
    void aTurnIsInTheFileBeforeItIsInTheTables() throws IOException {
        try (var journal = busy()) {
            journal.append(failed("one"));
            var before = Files.size(folder.resolve("kintsugi.wal"));
            try (var left = H2Journal.open(killed("one"))) {
                assertWhole(left, 1);
            }
            Files.delete(killed("tables").resolve("kintsugi.wal"));
            try (var tables = H2Journal.open(folder.resolve("tables"))) {
                assertThat(tables.sessions()).isEmpty();
            }
            assertWhole(journal, 1);
            assertThat(Files.size(folder.resolve("kintsugi.wal"))).isEqualTo(before);
        }
        assertThat(folder.resolve("kintsugi.wal")).doesNotExist();
    }

    @Test
    void aKillBetweenTheTablesAndTheEmptyingOfTheFileDoublesNothing() throws IOException {
        try (var journal = busy()) {
            for (int turn = 1; turn <= 6; turn++) {
                journal.append(failed("turn " + turn));
                if (turn % 2 == 0) {
                    assertWhole(journal, turn);
                    try (var left = H2Journal.open(killed("after" + turn))) {
                        assertWhole(left, turn);
                    }
                }
            }
        }
    }

    @Test
    void tablesOfAnEarlierTimeCatchUpWithAWholeFile() throws IOException {
        try (var journal = busy()) {
            journal.append(failed("one"));
            var early = killed("early");
            journal.append(failed("two"));
            assertWhole(journal, 2);
            Files.copy(folder.resolve("kintsugi.wal"), early.resolve("kintsugi.wal"),
                    StandardCopyOption.REPLACE_EXISTING);
            try (var left = H2Journal.open(early)) {
                assertWhole(left, 2);
            }
        }
    }

    @Test
    void aLargeFileIsEmptiedWhenTheLabIsQuietAndGoesOn() throws IOException {
        var text = "words ".repeat(30_000);
        try (var journal = H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), 20))) {
            for (int turn = 1; turn <= 12; turn++) {
                journal.append(failed(text + turn));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(folder.resolve("kintsugi.wal")) == 0);
            journal.append(failed("and it goes on"));
            try (var left = H2Journal.open(killed("left"))) {
                assertWhole(left, 13);
            }
            assertWhole(journal, 13);
        }
    }

    @Test
    void theTablesFollowByThemselvesWhenTheLabIsQuiet() throws IOException {
        try (var journal = H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), 20))) {
            journal.append(failed("one"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                var copy = killed("at" + System.nanoTime());
                Files.delete(copy.resolve("kintsugi.wal"));
                try (var tables = H2Journal.open(copy)) {
                    return tables.sessions().size() == 1;
                }
            });
        }
    }

    @Test
    void aSessionThatWasForgottenStaysSoAndMayBeginAgain() throws IOException {
        try (var journal = busy()) {
            journal.append(failed("one"));
            journal.delete(rows.id);
            assertThat(journal.head(rows.id).sequence()).isZero();
            var again = new Rows("a");
            journal.append(again.turn("one again"));
            journal.append(again.turn("two again"));
            try (var left = H2Journal.open(killed("left"))) {
                assertThat(left.sessions()).extracting(SessionRow::turns).containsExactly(2);
                assertThat(JournalContract.lines(left, rows.id)).isEqualTo(JournalContract.lines(journal, rows.id))
                        .hasSize(4);
            }
            journal.delete(rows.id);
            assertThat(journal.sessions()).isEmpty();
            assertThat(JournalContract.lines(journal, rows.id)).isEmpty();
        }
    }

    @Test
    void aFullDiskUnderTheFileAcknowledgesNothingAndLeavesNoHalfFrame() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            journal.append(failed("one"));
            FullDisk.FULL_AHEAD.set(true);
            var second = failed("two");
            assertThatThrownBy(() -> journal.append(second)).isInstanceOf(Problem.class).hasMessageContaining("full");
            assertThat(journal.health().healthy()).isFalse();
            FullDisk.makeRoom();
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.health().healthy());
            journal.append(second);
            assertWhole(journal, 2);
        }
        try (var journal = H2Journal.open(folder)) {
            assertWhole(journal, 2);
        }
    }

    @Test
    void aFullDiskUnderTheTablesKeepsWhatWasAcknowledged() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            FullDisk.FULL.set(true);
            journal.append(failed("one"));
            assertThatThrownBy(journal::sessions).isInstanceOf(Problem.class).hasMessageContaining("full");
            await().atMost(Duration.ofSeconds(60)).until(() -> !journal.health().healthy());
            journal.append(failed("two"));
            FullDisk.makeRoom();
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.health().healthy());
            assertWhole(journal, 2);
        }
    }

    @Test
    void aLabThatIsClosedOnAFullDiskFindsEverythingAtTheNextStart() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            journal.append(failed("one"));
            assertWhole(journal, 1);
            FullDisk.FULL.set(true);
            journal.append(failed("two"));
        }
        FullDisk.makeRoom();
        assertThat(folder.resolve("kintsugi.wal")).isNotEmptyFile();
        try (var journal = H2Journal.open(folder)) {
            assertWhole(journal, 2);
        }
    }

    @Test
    void nobodyIsFurtherAheadOfTablesThatDoNotFollowThanTheBound() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            FullDisk.FULL.set(true);
            assertThatThrownBy(() -> {
                for (int turn = 0; turn < 100; turn++) {
                    journal.append(failed("words ".repeat(200)));
                }
            }).isInstanceOf(Problem.class).hasMessageContaining("full");
            assertThat(folder.resolve("kintsugi.wal").toFile().length()).isBetween(40_000L, 60_000L);
            FullDisk.makeRoom();
        }
    }

    @Test
    void manyTurnsPassTheBoundsWithoutLoss() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(NEVER_MS))) {
            for (int turn = 0; turn < 200; turn++) {
                journal.append(failed("words ".repeat(100)));
            }
            assertWhole(journal, 200);
        }
    }

    @Test
    void whoReadsAmongManyWritersSeesAllThatWasAcknowledged() throws Exception {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20));
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 8).mapToObj(i -> (Callable<Integer>) () -> readOwn(journal, i)).toList();
            for (var turns : pool.invokeAll(writers)) {
                assertThat(turns.get()).isEqualTo(12);
            }
            assertThat(journal.sessions()).hasSize(4);
        }
    }

    /// Writes and reads in turn; every second session is forgotten and begun again, and forgotten at the end.
    private static int readOwn(H2Journal journal, int number) {
        var mine = new Rows("s" + number);
        for (int turn = 1; turn <= 12; turn++) {
            if (turn == 6 && number % 2 == 0) {
                journal.delete(mine.id);
                mine = new Rows("s" + number);
            }
            var batch = mine.turn("words ".repeat(150));
            journal.append(batch);
            assertThat(journal.head(mine.id).hash()).isEqualTo(batch.hash());
            assertThat(JournalContract.lines(journal, mine.id)).hasSize((int) batch.last()).endsWith(
                    batch.lines().toArray(String[]::new));
        }
        if (number % 2 == 0) {
            journal.delete(mine.id);
        }
        return 12;
    }

    @Test
    void theFileStaysSmallThoughTheLabIsNeverQuiet() {
        var largest = 0L;
        try (var journal = H2Journal.open(folder, FullDisk.opening(NEVER_MS))) {
            for (int turn = 0; turn < 400; turn++) {
                journal.append(failed("words ".repeat(100)));
                largest = Math.max(largest, folder.resolve("kintsugi.wal").toFile().length());
            }
            assertWhole(journal, 400);
        }
        assertThat(largest).isBetween(80_000L, 130_000L);
    }

    @Test
    void aDamagedDatabaseIsRepairedAndTheFileInFrontOfItStillCounts() throws IOException {
        try (var journal = H2Journal.open(folder)) {
            journal.append(failed("one"));
        }
        try (var journal = busy()) {
            journal.append(failed("two"));
            var copy = killed("damaged");
            try (var bytes = new RandomAccessFile(copy.resolve("kintsugi.mv.db").toFile(), "rw")) {
                bytes.write(new byte[8192]);
            }
            try (var left = H2Journal.open(copy)) {
                assertThat(JournalContract.lines(left, rows.id)).hasSize(4).doesNotHaveDuplicates();
                assertThat(left.repaired()).isPresent();
            }
        }
    }

    /// What the tables lose with the damage is the disk's doing; what stands in the file is whole, or kept beside where it
    /// continues what was lost.
    @Test
    void aDatabaseThatIsRepairedWhileItRunsLosesNothingOfWhatIsInTheFile() throws IOException {
        try (var journal = H2Journal.open(folder)) {
            for (var turn = 0; turn < 200; turn++) {
                journal.append(failed("an earlier turn " + turn));
            }
        }
        var fresh = new Rows("b", 2);
        var later = failed("a later turn");
        try (var journal = busy()) {
            for (var turn = 0; turn < 50; turn++) {
                journal.append(fresh.turn("a fresh turn " + turn));
            }
            journal.append(later);
            try (var bytes = new RandomAccessFile(folder.resolve("kintsugi.mv.db").toFile(), "rw")) {
                bytes.seek(8192);
                bytes.write(new byte[(int) (bytes.length() - 8192)]);
            }
            assertThat(JournalContract.lines(journal, fresh.id)).hasSize(100).doesNotHaveDuplicates();
            assertThat(journal.interactions(fresh.id)).isEqualTo(50);
            assertThat(journal.repaired()).isPresent();
            assertThat(kept(journal)).containsAll(later.lines());
            journal.append(fresh.turn("after the repair"));
        }
        try (var journal = H2Journal.open(folder)) {
            assertThat(JournalContract.lines(journal, fresh.id)).hasSize(102).doesNotHaveDuplicates();
            assertThat(kept(journal)).containsAll(later.lines());
        }
    }

    /// The lines of the session that lies in the tables, there and beside.
    private List<String> kept(H2Journal journal) throws IOException {
        var all = new ArrayList<>(JournalContract.lines(journal, rows.id));
        try (var beside = Files.newDirectoryStream(folder, "kintsugi-damaged-*.jsonl")) {
            for (var file : beside) {
                all.addAll(Files.readAllLines(file));
            }
        }
        return all;
    }

    @Test
    void aDatabaseThatIsLostIsWrittenAgainAsFarAsTheFileGoes() throws IOException {
        try (var journal = busy()) {
            journal.append(failed("one"));
            journal.append(failed("two"));
            assertWhole(journal, 2);
            var copy = killed("lost");
            Files.delete(copy.resolve("kintsugi.mv.db"));
            try (var left = H2Journal.open(copy)) {
                assertWhole(left, 2);
            }
        }
    }

    @Test
    void whatCannotGoOnInTheTablesIsKeptBeside() throws IOException {
        try (var journal = H2Journal.open(folder)) {
            journal.append(failed("one"));
        }
        var second = failed("two");
        try (var journal = busy()) {
            journal.append(second);
            var copy = killed("lost");
            Files.delete(copy.resolve("kintsugi.mv.db"));
            try (var left = H2Journal.open(copy)) {
                assertThat(left.sessions()).isEmpty();
                assertThat(Files.readAllLines(copy.resolve("kintsugi-damaged-1.jsonl"))).isEqualTo(second.lines());
                assertThat(left.repaired()).hasValueSatisfying(
                        told -> assertThat(told.getMessage()).contains("kintsugi-damaged-1.jsonl"));
                left.append(new Rows("a").turn("from the start"));
                assertThat(left.head(rows.id).sequence()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatOnlyTheTablesRefuseIsWrittenWithoutItsProjections() throws IOException {
        var spoilt = Rows.with(failed("one"), List.of(new SnapshotRow("s", "{not json", Rows.START)), List.of());
        var unfit = new Rows("unfit").turn("x");
        var long65 = new Batch(unfit.id(), 1, 1, unfit.lines(), "f".repeat(65), unfit.session(), null, List.of(),
                List.of(), List.of());
        try (var journal = busy()) {
            journal.append(new Rows("before").turn("fine"));
        }
        try (var taken = DataFolder.take(folder);
                var file = AheadFile.open(taken.ahead(), RandomAccessFile::write, 5)) {
            for (var batch : List.of(spoilt, long65, new Rows("after").turn("fine"))) {
                file.append(FrameOut.of(new Written.Appended(batch)));
            }
        }
        try (var journal = H2Journal.open(folder)) {
            assertThat(journal.sessions()).extracting(SessionRow::id).containsExactlyInAnyOrder(rows.id,
                    new SessionId("before"), new SessionId("after"));
            assertThat(JournalContract.lines(journal, rows.id)).isEqualTo(spoilt.lines());
            assertThat(journal.interactions(rows.id)).isZero();
            assertThat(Files.readAllLines(folder.resolve("kintsugi-damaged-1.jsonl"))).isEqualTo(unfit.lines());
        }
    }

    @Test
    void aJournalThatCommitsEachTurnLeavesNothingInFront() {
        try (var journal = busy()) {
            journal.append(failed("one"));
        }
        try (var journal = H2Journal.committing(folder)) {
            journal.append(failed("two"));
            assertThat(folder.resolve("kintsugi.wal")).doesNotExist();
            assertWhole(journal, 2);
        }
        try (var journal = H2Journal.open(folder)) {
            assertWhole(journal, 2);
        }
    }
}
