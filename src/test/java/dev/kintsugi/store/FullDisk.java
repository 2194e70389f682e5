package dev.kintsugi.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/// A disk under H2 (`jdbc:h2:full:/path`) that takes no more bytes while it is said to be full, in the words of the
/// operating system.
public final class FullDisk extends FilePathWrapper {
    static final AtomicBoolean FULL = new AtomicBoolean();
    /// The same for the file in front of the tables, which takes half of what no longer fits.
    static final AtomicBoolean FULL_AHEAD = new AtomicBoolean();

    static H2Journal.Opening opening(long tickMs) {
        return new H2Journal.Opening("full", FullDisk::write, new WriteAhead.Bounds(20_000, 40_000),
                Upkeep.standard(), tickMs);
    }

    /// Nothing fits any more, neither into the database nor in front of it.
    static void fill() {
        FULL.set(true);
        FULL_AHEAD.set(true);
    }

    static void makeRoom() {
        FULL.set(false);
        FULL_AHEAD.set(false);
    }

    private static void write(RandomAccessFile file, byte[] bytes, int from, int length)
            throws IOException {
        file.write(bytes, from, FULL_AHEAD.get() ? length / 2 : length);
        if (FULL_AHEAD.get()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public String getScheme() { return "full"; }

    @Override
    public FileChannel open(String mode) throws IOException { return new Channel(super.open(mode)); }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel disk;

        Channel(FileChannel disk) { this.disk = disk; }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            if (FULL.get()) {
                throw new IOException("No space left on device");
            }
            return disk.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException { return disk.read(bytes, position); }

        @Override
        public long size() throws IOException { return disk.size(); }

        @Override
        protected void implTruncate(long size) throws IOException { disk.truncate(size); }

        @Override
        public void force(boolean metaData) throws IOException { disk.force(metaData); }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return disk.tryLock(position, size, shared);
        }

        @Override
        public void implCloseChannel() throws IOException { disk.close(); }
    }
}
