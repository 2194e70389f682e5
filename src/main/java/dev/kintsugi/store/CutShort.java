package dev.kintsugi.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Tells whether an H2 file lost its end. H2 itself would take such a file for a new one and write over what is left,
/// so this looks before H2 may. Stateless.
final class CutShort {
    private static final int BLOCK = 4096;
    private static final long NEW = 3 * BLOCK;
    private static final Pattern LAST = Pattern.compile("H:\\d+,block:([0-9a-f]{1,12}),[^\\n]*?clean:1,");
    private static final Pattern LENGTH = Pattern.compile("chunk:[^\\n]*?,len:([0-9a-f]{1,6}),");

    private CutShort() {}

    /// After a clean shutdown the header names the last chunk, which must be there whole. After a kill it does not: then
    /// the tables must be there, unless the kill came while the file was being made.
    static boolean is(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) < BLOCK) {
            return false;
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var header = LAST.matcher(text(bytes, 0));
            return header.find()
                    ? !whole(bytes, Long.parseLong(header.group(1), 16))
                    : bytes.length() > NEW && !Wreck.hasTables(file);
        }
    }

    private static boolean whole(RandomAccessFile file, long block) throws IOException {
        if ((block + 1) * BLOCK > file.length()) {
            return false;
        }
        var chunk = LENGTH.matcher(text(file, block * BLOCK));
        return chunk.lookingAt() && (block + Long.parseLong(chunk.group(1), 16)) * BLOCK <= file.length();
    }

    private static String text(RandomAccessFile file, long at) throws IOException {
        var bytes = new byte[BLOCK];
        file.seek(at);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
