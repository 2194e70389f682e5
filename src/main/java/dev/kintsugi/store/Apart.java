package dev.kintsugi.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps lines that cannot go on with their session in a `.jsonl` file of the data folder, where their own hashes still
/// prove them. Used by one thread at a time.
final class Apart {
    private final DataFolder folder;
    private @Nullable Path file;
    private long lines;

    Apart(DataFolder folder) { this.folder = folder; }

    void keep(List<String> more) throws IOException {
        if (more.isEmpty()) {
            return;
        }
        var to = file == null ? folder.aside(".jsonl") : file;
        Files.write(to, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        file = to;
        lines += more.size();
    }

    boolean isEmpty() { return lines == 0; }

    /// What lies there, as the end of a sentence; nothing when nothing does.
    String words() { return file == null ? "" : ", and " + lines + " lines apart lie in " + file.getFileName(); }
}
