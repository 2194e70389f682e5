package dev.kintsugi.store;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder that holds an embedded database, taken for this process alone. Safe for use by many threads.
///
/// H2 would let a second journal of this process in, and tells little about who else has the file; so a lock file of
/// ours stands in front of it. The operating system drops the lock with the process, however that ends.
final class DataFolder implements AutoCloseable {
    private static final String NAME = "kintsugi";
    private static final String ENDING = ".mv.db";

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Creates the folder if need be and takes it. Throws a [Problem] when that cannot be.
    static DataFolder take(Path folder) {
        var place = folder.toAbsolutePath().normalize();
        if (place.toString().indexOf(';') >= 0) {
            throw new Problem("The data folder cannot be used", "its name contains ';': " + place,
                    "Give another folder with --data DIR");
        }
        create(place);
        return new DataFolder(place, lock(place));
    }

    private static void create(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Problem("The data folder cannot be used", folder + " is a file",
                    "Give a folder with --data DIR, or move the file away");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Troubles.full(e) ? Troubles.explain(e, folder.toString()) : notMade(folder, e);
        }
    }

    private static Problem notMade(Path folder, IOException fault) {
        return new Problem("The data folder cannot be made", FileTrouble.at(folder, fault),
                "Make it yourself, or give another folder with --data DIR", fault);
    }

    private static FileChannel lock(Path folder) {
        var file = folder.resolve(NAME + ".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (channel.tryLock(1024, 1, false) == null) {
                throw Troubles.inUse(file(folder).toString(), other(channel), new IOException("locked"));
            }
            sign(channel);
            return channel;
        } catch (OverlappingFileLockException e) {
            drop(channel);
            throw Troubles.inUse(file(folder).toString(), " (in this very process)", e);
        } catch (IOException e) {
            drop(channel);
            throw Troubles.full(e) ? Troubles.explain(e, folder.toString()) : Troubles.readOnly(folder.toString(), e);
        } catch (Problem e) {
            drop(channel);
            throw e;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(("" + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String other(FileChannel channel) throws IOException {
        var said = ByteBuffer.allocate(20);
        var length = Math.max(0, channel.read(said, 0));
        var pid = new String(said.array(), 0, length, StandardCharsets.US_ASCII);
        return pid.matches("\\d+") ? " (process " + pid + ")" : "";
    }

    private static void drop(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // It is given up anyway, and the operating system drops it with the process.
        }
    }

    Path path() { return folder; }

    /// What H2 calls a database file of this folder: a scheme, and the path without its ending.
    String url(String scheme, Path file) {
        var path = file.toString();
        return "jdbc:h2:" + scheme + ":" + path.substring(0, path.length() - ENDING.length());
    }

    Path file() { return file(folder); }

    private static Path file(Path folder) { return folder.resolve(NAME + ENDING); }

    long size() {
        try {
            return Files.size(file());
        } catch (IOException _) {
            return 0;
        }
    }

    /// The file in front of the tables.
    Path ahead() { return folder.resolve(NAME + ".wal"); }

    /// Where a fresh one is made before it takes the damaged one's place.
    Path freshAhead() { return folder.resolve(NAME + "-fresh.wal"); }

    /// Where a fresh database is made before it takes its place, or that of a damaged one.
    Path fresh() { return folder.resolve(NAME + "-fresh" + ENDING); }

    /// The first name `kintsugi-damaged-N` with an ending that is still free.
    Path aside(String ending) {
        for (int i = 1;; i++) {
            var file = folder.resolve(NAME + "-damaged-" + i + ending);
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    @Override
    public void close() { drop(lock); }
}
