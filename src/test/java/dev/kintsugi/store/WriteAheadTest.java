package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.SessionRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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
    @TempDir
    Path folder;
    private AheadRig rig;

    @BeforeAll
    static void plugInTheDisk() { FilePath.register(new FullDisk()); }

    @BeforeEach
    void makeRoom() {
        FullDisk.makeRoom();
        rig = new AheadRig(folder);
    }

    @Test
    void aTurnIsInTheFileBeforeItIsInTheTables() throws IOException {
        try (var journal = rig.busy()) {
            journal.append(rig.failed("one"));
            var before = Files.size(folder.resolve("kintsugi.wal"));
            try (var left = H2Journal.open(rig.killed("one"))) {
                rig.assertWhole(left, 1);
            }
            Files.delete(rig.killed("tables").resolve("kintsugi.wal"));
            try (var tables = H2Journal.open(folder.resolve("tables"))) {
                assertThat(tables.sessions()).isEmpty();
            }
            rig.assertWhole(journal, 1);
            assertThat(Files.size(folder.resolve("kintsugi.wal"))).isEqualTo(before);
        }
        assertThat(folder.resolve("kintsugi.wal")).doesNotExist();
    }

    @Test
    void askingWhereALogEndsWaitsForNoTables() throws IOException {
        try (var journal = rig.busy()) {
            journal.append(rig.failed("one"));
            assertThat(journal.head(new SessionId("unknown")).sequence()).isZero();
            assertThat(journal.head(rig.rows.id).sequence()).isEqualTo(2);
            Files.delete(rig.killed("tables").resolve("kintsugi.wal"));
            try (var tables = H2Journal.open(folder.resolve("tables"))) {
                assertThat(tables.sessions()).isEmpty();
            }
            rig.assertWhole(journal, 1);
            assertThat(journal.head(rig.rows.id).sequence()).isEqualTo(2);
        }
        try (var again = H2Journal.open(folder)) {
            assertThat(again.head(rig.rows.id).sequence()).isEqualTo(2);
        }
    }

    @Test
    void aKillBetweenTheTablesAndTheEmptyingOfTheFileDoublesNothing() throws IOException {
        try (var journal = rig.busy()) {
            for (int turn = 1; turn <= 6; turn++) {
                journal.append(rig.failed("turn " + turn));
                if (turn % 2 == 0) {
                    rig.assertWhole(journal, turn);
                    try (var left = H2Journal.open(rig.killed("after" + turn))) {
                        rig.assertWhole(left, turn);
                    }
                }
            }
        }
    }

    @Test
    void tablesOfAnEarlierTimeCatchUpWithAWholeFile() throws IOException {
        try (var journal = rig.busy()) {
            journal.append(rig.failed("one"));
            var early = rig.killed("early");
            journal.append(rig.failed("two"));
            rig.assertWhole(journal, 2);
            Files.copy(folder.resolve("kintsugi.wal"), early.resolve("kintsugi.wal"),
                    StandardCopyOption.REPLACE_EXISTING);
            try (var left = H2Journal.open(early)) {
                rig.assertWhole(left, 2);
            }
        }
    }

    @Test
    void aLargeFileIsEmptiedWhenTheLabIsQuietAndGoesOn() throws IOException {
        var text = "words ".repeat(30_000);
        try (var journal = H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), 20))) {
            for (int turn = 1; turn <= 12; turn++) {
                journal.append(rig.failed(text + turn));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(folder.resolve("kintsugi.wal")) == 0);
            journal.append(rig.failed("and it goes on"));
            try (var left = H2Journal.open(rig.killed("left"))) {
                rig.assertWhole(left, 13);
            }
            rig.assertWhole(journal, 13);
        }
    }

    @Test
    void theTablesFollowByThemselvesWhenTheLabIsQuiet() throws IOException {
        try (var journal = H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), 20))) {
            journal.append(rig.failed("one"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                var copy = rig.killed("at" + System.nanoTime());
                Files.delete(copy.resolve("kintsugi.wal"));
                try (var tables = H2Journal.open(copy)) {
                    return tables.sessions().size() == 1;
                }
            });
        }
    }

    @Test
    void aSessionThatWasForgottenStaysSoAndMayBeginAgain() throws IOException {
        try (var journal = rig.busy()) {
            journal.append(rig.failed("one"));
            journal.delete(rig.rows.id);
            assertThat(journal.head(rig.rows.id).sequence()).isZero();
            var again = new Rows("a");
            journal.append(again.turn("one again"));
            journal.append(again.turn("two again"));
            try (var left = H2Journal.open(rig.killed("left"))) {
                assertThat(left.sessions()).extracting(SessionRow::turns).containsExactly(2);
                assertThat(JournalContract.lines(left, rig.rows.id))
                        .isEqualTo(JournalContract.lines(journal, rig.rows.id))
                        .hasSize(4);
            }
            journal.delete(rig.rows.id);
            assertThat(journal.sessions()).isEmpty();
            assertThat(JournalContract.lines(journal, rig.rows.id)).isEmpty();
        }
    }

    @Test
    void aFullDiskUnderTheFileAcknowledgesNothingAndLeavesNoHalfFrame() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            journal.append(rig.failed("one"));
            FullDisk.FULL_AHEAD.set(true);
            var second = rig.failed("two");
            assertThatThrownBy(() -> journal.append(second)).isInstanceOf(Problem.class).hasMessageContaining("full");
            assertThat(journal.health().healthy()).isFalse();
            FullDisk.makeRoom();
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.health().healthy());
            journal.append(second);
            rig.assertWhole(journal, 2);
        }
        try (var journal = H2Journal.open(folder)) {
            rig.assertWhole(journal, 2);
        }
    }

    @Test
    void aFullDiskUnderTheTablesKeepsWhatWasAcknowledged() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            FullDisk.FULL.set(true);
            journal.append(rig.failed("one"));
            assertThatThrownBy(journal::sessions).isInstanceOf(Problem.class).hasMessageContaining("full");
            await().atMost(Duration.ofSeconds(60)).until(() -> !journal.health().healthy());
            journal.append(rig.failed("two"));
            FullDisk.makeRoom();
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.health().healthy());
            rig.assertWhole(journal, 2);
        }
    }

    @Test
    void aLabThatIsClosedOnAFullDiskFindsEverythingAtTheNextStart() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            journal.append(rig.failed("one"));
            rig.assertWhole(journal, 1);
            FullDisk.FULL.set(true);
            journal.append(rig.failed("two"));
        }
        FullDisk.makeRoom();
        assertThat(folder.resolve("kintsugi.wal")).isNotEmptyFile();
        try (var journal = H2Journal.open(folder)) {
            rig.assertWhole(journal, 2);
        }
    }

    @Test
    void nobodyIsFurtherAheadOfTablesThatDoNotFollowThanTheBound() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(20))) {
            FullDisk.FULL.set(true);
            assertThatThrownBy(() -> {
                for (int turn = 0; turn < 100; turn++) {
                    journal.append(rig.failed("words ".repeat(200)));
                }
            }).isInstanceOf(Problem.class).hasMessageContaining("full");
            assertThat(folder.resolve("kintsugi.wal").toFile().length()).isBetween(40_000L, 60_000L);
            FullDisk.makeRoom();
        }
    }

    @Test
    void manyTurnsPassTheBoundsWithoutLoss() {
        try (var journal = H2Journal.open(folder, FullDisk.opening(AheadRig.NEVER_MS))) {
            for (int turn = 0; turn < 200; turn++) {
                journal.append(rig.failed("words ".repeat(100)));
            }
            rig.assertWhole(journal, 200);
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
        try (var journal = H2Journal.open(folder, FullDisk.opening(AheadRig.NEVER_MS))) {
            for (int turn = 0; turn < 400; turn++) {
                journal.append(rig.failed("words ".repeat(100)));
                largest = Math.max(largest, folder.resolve("kintsugi.wal").toFile().length());
            }
            rig.assertWhole(journal, 400);
        }
        assertThat(largest).isBetween(80_000L, 130_000L);
    }

    @Test
    void aJournalThatCommitsEachTurnLeavesNothingInFront() {
        try (var journal = rig.busy()) {
            journal.append(rig.failed("one"));
        }
        try (var journal = H2Journal.committing(folder)) {
            journal.append(rig.failed("two"));
            assertThat(folder.resolve("kintsugi.wal")).doesNotExist();
            rig.assertWhole(journal, 2);
        }
        try (var journal = H2Journal.open(folder)) {
            rig.assertWhole(journal, 2);
        }
    }
}
