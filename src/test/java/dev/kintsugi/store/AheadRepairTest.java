package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the file in front saves when the tables behind it are damaged, lost, or take less than it does.
class AheadRepairTest {
    @TempDir
    Path folder;
    private AheadRig rig;

    @BeforeEach
    void begin() { rig = new AheadRig(folder); }

    @Test
    void aDamagedDatabaseIsRepairedAndTheFileInFrontOfItStillCounts() throws IOException {
        try (var journal = H2Journal.open(folder)) {
            journal.append(rig.failed("one"));
        }
        try (var journal = rig.busy()) {
            journal.append(rig.failed("two"));
            var copy = rig.killed("damaged");
            try (var bytes = new RandomAccessFile(copy.resolve("kintsugi.mv.db").toFile(), "rw")) {
                bytes.write(new byte[8192]);
            }
            try (var left = H2Journal.open(copy)) {
                assertThat(JournalContract.lines(left, rig.rows.id)).hasSize(4).doesNotHaveDuplicates();
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
                journal.append(rig.failed("an earlier turn " + turn));
            }
        }
        var fresh = new Rows("b", 2);
        var later = rig.failed("a later turn");
        try (var journal = rig.busy()) {
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
        var all = new ArrayList<>(JournalContract.lines(journal, rig.rows.id));
        try (var beside = Files.newDirectoryStream(folder, "kintsugi-damaged-*.jsonl")) {
            for (var file : beside) {
                all.addAll(Files.readAllLines(file));
            }
        }
        return all;
    }

    @Test
    void aDatabaseThatIsLostIsWrittenAgainAsFarAsTheFileGoes() throws IOException {
        try (var journal = rig.busy()) {
            journal.append(rig.failed("one"));
            journal.append(rig.failed("two"));
            rig.assertWhole(journal, 2);
            var copy = rig.killed("lost");
            Files.delete(copy.resolve("kintsugi.mv.db"));
            try (var left = H2Journal.open(copy)) {
                rig.assertWhole(left, 2);
            }
        }
    }

    @Test
    void whatCannotGoOnInTheTablesIsKeptBeside() throws IOException {
        try (var journal = H2Journal.open(folder)) {
            journal.append(rig.failed("one"));
        }
        var second = rig.failed("two");
        try (var journal = rig.busy()) {
            journal.append(second);
            var copy = rig.killed("lost");
            Files.delete(copy.resolve("kintsugi.mv.db"));
            try (var left = H2Journal.open(copy)) {
                assertThat(left.sessions()).isEmpty();
                assertThat(Files.readAllLines(copy.resolve("kintsugi-damaged-1.jsonl"))).isEqualTo(second.lines());
                assertThat(left.repaired()).hasValueSatisfying(
                        told -> assertThat(told.getMessage()).contains("kintsugi-damaged-1.jsonl"));
                left.append(new Rows("a").turn("from the start"));
                assertThat(left.head(rig.rows.id).sequence()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatOnlyTheTablesRefuseIsWrittenWithoutItsProjections() throws IOException {
        var spoilt = Rows.with(rig.failed("one"), List.of(new SnapshotRow("s", "{not json", Rows.START)), List.of());
        var unfit = new Rows("unfit").turn("x");
        var long65 = new Batch(unfit.id(), 1, 1, unfit.lines(), "f".repeat(65), unfit.session(), null, List.of(),
                List.of(), List.of());
        try (var journal = rig.busy()) {
            journal.append(new Rows("before").turn("fine"));
        }
        try (var taken = DataFolder.take(folder);
                var file = AheadFile.open(taken.ahead(), RandomAccessFile::write, 5)) {
            for (var batch : List.of(spoilt, long65, new Rows("after").turn("fine"))) {
                file.append(FrameOut.of(new Written.Appended(batch)));
            }
        }
        try (var journal = H2Journal.open(folder)) {
            assertThat(journal.sessions()).extracting(SessionRow::id).containsExactlyInAnyOrder(rig.rows.id,
                    new SessionId("before"), new SessionId("after"));
            assertThat(JournalContract.lines(journal, rig.rows.id)).isEqualTo(spoilt.lines());
            assertThat(journal.interactions(rig.rows.id)).isZero();
            assertThat(Files.readAllLines(folder.resolve("kintsugi-damaged-1.jsonl"))).isEqualTo(unfit.lines());
        }
    }
}
