package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FaultRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to the bytes of the file, the lab starts, keeps the damaged file, and invents nothing.
class H2DamageTest {
    private static final int SESSIONS = 6;

    private static final Map<SessionId, List<String>> written = new LinkedHashMap<>();
    private static byte[] before = {};

    @TempDir
    Path folder;
    private Path file;

    @BeforeAll
    static void fillAndClose(@TempDir Path first) throws IOException {
        try (var journal = H2Journal.open(first)) {
            var all = new ArrayList<Rows>();
            for (int i = 0; i < SESSIONS; i++) {
                all.add(new Rows("s" + i));
            }
            for (int turn = 0; turn < 25; turn++) {
                all.forEach(rows -> journal.append(turn(rows)));
            }
            journal.save(new FaultRow("mine", "My own", "behavioral", "{}", true));
        }
        before = Files.readAllBytes(first.resolve("kintsugi.mv.db"));
    }

    private static Batch turn(Rows rows) {
        var batch = rows.turn("words ".repeat(60), "failure", "hallucination", List.of(Rows.tried(1, true)));
        written.computeIfAbsent(rows.id, _ -> new ArrayList<>()).addAll(batch.lines());
        return batch;
    }

    @BeforeEach
    void copy() throws IOException { file = Files.write(folder.resolve("kintsugi.mv.db"), before); }

    /// Opens, reads everything, and checks that what is there is a true beginning of what was written. H2 keeps no check
    /// over what a page holds: a line may be altered, and then its own hash says so.
    private int linesLeft() {
        try (var journal = H2Journal.open(folder)) {
            var left = 0;
            for (var session : written.keySet()) {
                var lines = JournalContract.lines(journal, session);
                var unknown = new ArrayList<>(lines);
                unknown.removeAll(written.get(session));
                assertThat(unknown).allMatch(line -> LogLine.proven(line).isEmpty());
                left += lines.size() - unknown.size();
            }
            assertThat(journal.faults()).hasSizeGreaterThanOrEqualTo(6);
            goOn(journal);
            journal.repaired().ifPresent(this::assertTold);
            return left;
        }
    }

    /// After whatever happened the lab can work: an old session goes on, a new one begins.
    private void goOn(H2Journal journal) {
        journal.append(new Rows("new").turn("hello", "failure", "off_topic", List.of(Rows.tried(1, false))));
        assertThat(journal.health().healthy()).isTrue();
        journal.delete(new SessionId("new"));
    }

    private void assertTold(Problem problem) {
        assertThat(problem.getMessage()).contains("kintsugi-damaged-1.mv.db")
                .contains(problem.why().contains("nothing could be read") ? "put a copy in its place" : "Carry on");
        assertThat(folder.resolve("kintsugi-damaged-1.mv.db")).exists();
    }

    private static int total() { return written.values().stream().mapToInt(List::size).sum(); }

    private void overwrite(long position, int length, long seed) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            var draws = new Draws(seed);
            for (int i = 0; i < length; i++) {
                bytes.write(draws.below(new DrawKey(i, 0, 0, "garbage"), 256));
            }
        }
    }

    @Test
    void anUndamagedFileIsWhole() { assertThat(linesLeft()).isEqualTo(total()); }

    /// A file of which a beginning was written, before it had taken its place.
    @Test
    void aFirstStartThatWasKilledIsBegunAnew() throws IOException {
        Files.delete(file);
        var half = folder.resolve("kintsugi-fresh.mv.db");
        Files.write(half, Arrays.copyOf(before, 5 * 4096));
        try (var journal = H2Journal.open(folder)) {
            assertThat(journal.repaired()).isEmpty();
            assertThat(journal.faults()).hasSizeGreaterThanOrEqualTo(5);
        }
        assertThat(half).doesNotExist();
        assertThat(file).exists();
    }

    @Test
    void aBrokenFirstHeaderCostsNothing() throws IOException {
        overwrite(0, 4096, 1);
        assertThat(linesLeft()).isEqualTo(total());
    }

    @Test
    void withBothHeadersBrokenEveryLineIsCarvedOut() throws IOException {
        overwrite(0, 8192, 1);
        var damaged = Files.readAllBytes(file);
        try (var journal = H2Journal.open(folder)) {
            assertThat(journal.repaired()).hasValueSatisfying(this::assertTold);
        }
        assertThat(folder.resolve("kintsugi-damaged-1.mv.db")).hasBinaryContent(damaged);
        assertThat(linesLeft()).isEqualTo(total());
    }

    @Test
    void aFileThatIsNotADatabaseIsSetAside() throws IOException {
        Files.writeString(file, "this is no database ".repeat(1000));
        try (var journal = H2Journal.open(folder)) {
            assertThat(journal.repaired()).hasValueSatisfying(
                    told -> assertThat(told.why()).contains("nothing could be read of it"));
            assertThat(journal.repaired()).hasValueSatisfying(this::assertTold);
            assertThat(journal.sessions()).isEmpty();
        }
        assertThat(linesLeft()).isZero();
        assertThat(folder.resolve("kintsugi-damaged-1.mv.db")).content().startsWith("this is no database");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 99})
    void aTruncatedFileIsNoticedAndWhatIsLeftOfItSaved(int percent) throws IOException {
        truncate(before.length * percent / 100);
        var left = linesLeft();
        assertThat(folder.resolve("kintsugi-damaged-1.mv.db")).hasSize(before.length * percent / 100);
        assertThat(left + apart()).isGreaterThan(percent < 50 ? -1 : total() / 3);
    }

    private void truncate(int length) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }
    }

    /// Lines behind a gap, in the file beside: true ones too.
    private int apart() throws IOException {
        var rest = folder.resolve("kintsugi-damaged-1.jsonl");
        var lines = Files.exists(rest) ? Files.readAllLines(rest) : List.<String>of();
        assertThat(written.values().stream().flatMap(List::stream).toList()).containsAll(lines);
        return lines.size();
    }

    /// It hits two neighbouring pages at most, each of which holds a quarter of the lines and more.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8})
    void garbageAnywhereLetsTheLabStart(int seed) throws IOException {
        var at = new Draws(seed).below(new DrawKey(1, 0, 0, "place"), before.length - 9000);
        overwrite(8192 + at % (before.length - 8192 - 512), 512, seed);
        assertThat(linesLeft() + apart()).as("garbage at %d of %d", at, before.length).isGreaterThan(total() / 4);
    }
}
