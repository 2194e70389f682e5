package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happened to the bytes of the file in front of the tables, what was whole is found again.
class AheadScanTest {
    private static final long BEGIN = 1_000;

    @TempDir
    Path folder;
    private final List<Batch> written = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        var rows = new Rows("a");
        var bytes = new ByteArrayOutputStream();
        bytes.write(AheadFile.header(BEGIN));
        ends.add(bytes.size());
        for (var message : List.of("one", "two \ud800 half a sign, 漢字", "three")) {
            var batch = Rows.with(rows.turn(message, "failure", "off_topic", List.of(Rows.tried(1, true))),
                    List.of(Rows.snapshot("pre_request")), List.of(Rows.metric(Rows.START, "memory", 1, 2)));
            written.add(batch);
            var frame = FrameOut.of(new Written.Appended(batch));
            bytes.write(frame.array(), 0, frame.limit());
            ends.add(bytes.size());
        }
        whole = bytes.toByteArray();
    }

    private record Found(List<Written> frames, boolean told) {}

    private Found open(byte[] bytes, int number) throws IOException {
        var place = folder.resolve("" + number);
        try (var taken = DataFolder.take(place)) {
            Files.write(taken.ahead(), bytes);
            var opened = new AheadScan(taken, RandomAccessFile::write, () -> 77).open(BEGIN);
            try (var file = opened.file()) {
                file.append(FrameOut.of(new Written.Deleted(written.getFirst().id())));
                var frames = file.read(file.base(), file.end(), 100, 1 << 20).stream()
                        .map(piece -> FrameIn.written(piece.content())).toList();
                assertThat(frames.getLast()).isEqualTo(new Written.Deleted(written.getFirst().id()));
                return new Found(frames.subList(0, frames.size() - 1), opened.told() != null);
            }
        }
    }

    private List<Written> first(int count) {
        return written.subList(0, count).stream().<Written>map(Written.Appended::new).toList();
    }

    @Test
    void everyFieldComesBackAsItWas() throws IOException {
        assertThat(open(whole, 0)).isEqualTo(new Found(first(3), false));
    }

    @Test
    void aFileThatEndsAnywhereLosesOnlyTheFrameThatWasCutShort() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            var there = length;
            var frames = (int) ends.stream().skip(1).filter(end -> end <= there).count();
            assertThat(open(Arrays.copyOf(whole, length), length)).as("cut at %d", length)
                    .isEqualTo(new Found(first(frames), false));
        }
    }

    @Test
    void aByteThatIsAlteredAnywhereCostsOnlyTheFrameItLiesIn() throws IOException {
        for (int at = 0; at < ends.get(2); at += 3) {
            var altered = whole.clone();
            altered[at] ^= 0x55;
            var hit = at;
            var left = new ArrayList<>(first(3));
            if (at >= ends.getFirst()) {
                left.remove((int) ends.stream().filter(end -> end <= hit).count() - 1);
            }
            assertThat(open(altered, at)).as("altered at %d", at).isEqualTo(new Found(left, true));
            assertThat(folder.resolve(at + "/kintsugi-damaged-1.wal")).hasBinaryContent(altered);
        }
    }

    @Test
    void linesOfAFrameThatIsNotWholeAreKeptBeside() throws IOException {
        var altered = whole.clone();
        altered[ends.get(2) - 3] ^= 0x55;
        assertThat(open(altered, 0).told).isTrue();
        assertThat(Files.readAllLines(folder.resolve("0/kintsugi-damaged-1.jsonl")))
                .isEqualTo(written.get(1).lines());
    }

    @Test
    void aFileThatIsNoneIsSetAside() throws IOException {
        assertThat(open("this is no file of turns ".repeat(99).getBytes(StandardCharsets.UTF_8), 0))
                .isEqualTo(new Found(List.of(), true));
    }
}
