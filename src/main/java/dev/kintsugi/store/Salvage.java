package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies what can be read of a damaged database into a fresh one, which then takes its place; the damaged one is kept
/// aside, unchanged. Stateless.
///
/// Lines that lie behind a gap cannot go on with their session: they are written to a `.jsonl` file, where their own
/// hashes still prove them. Until the last step nothing is touched, so that it may fail or be killed at any moment.
final class Salvage {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

    private Salvage() {}

    /// @param connect opens a database with empty tables at a URL
    /// @return what happened, in words for a person
    static Problem of(DataFolder folder, Function<String, Handle> connect) {
        try {
            Files.deleteIfExists(folder.fresh());
            var saved = copy(folder, connect);
            var aside = folder.aside(".mv.db");
            keep(folder.file(), aside);
            Files.move(folder.fresh(), folder.file(), StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return told(folder, aside, saved);
        } catch (IOException | RuntimeException e) {
            throw Troubles.explain(e, folder.path().toString());
        }
    }

    private static Saved copy(DataFolder folder, Function<String, Handle> connect) throws IOException {
        var to = connect.apply(folder.url("file", folder.fresh()));
        try {
            var saved = read(folder, to);
            H2Shutdown.run(to, "SHUTDOWN");
            return saved;
        } catch (RuntimeException | IOException e) {
            H2Shutdown.immediately(to);
            throw e;
        }
    }

    /// Garbage taken for lengths and trees makes H2's tool fail with errors too; none of them is the lab's own.
    private static Saved read(DataFolder folder, Handle to) throws IOException {
        try (var from = Wreck.open(folder.file())) {
            return RowsSaved.of(from.handle(), folder.file(), to, folder.aside(".jsonl"));
        } catch (Piecewise.Unwritten e) {
            throw e;
        } catch (RuntimeException | IOException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            LOG.warn("no table can be read of {}, looking for lines", folder.file(), e);
            return RowsSaved.of(folder.file(), to, folder.aside(".jsonl"));
        }
    }

    /// A second name for the same bytes costs no room; where the disk knows no such thing, a copy.
    private static void keep(Path file, Path aside) throws IOException {
        try {
            Files.createLink(aside, file);
        } catch (IOException | UnsupportedOperationException _) {
            Files.copy(file, aside);
        }
    }

    private static Problem told(DataFolder folder, Path aside, Saved saved) {
        LOG.warn("{} was damaged, kept as {}, saved: {}", folder.file(), aside, saved);
        var why = folder.file() + " was damaged; " + saved.words();
        return saved.nothing()
                ? new Problem("The lab's database could not be repaired, and a new one was begun", why,
                        "Stop, and put a copy in its place if you have one. The damaged file is kept as "
                                + aside.getFileName())
                : new Problem("The lab's database was repaired", why, "Carry on. The damaged file is kept as "
                        + aside.getFileName() + "; delete it when you miss nothing");
    }

    /// How much was saved. Immutable.
    ///
    /// @param apart lines that went to the file beside
    record Saved(int sessions, long lines, long apart, Path rest) {
        boolean nothing() { return sessions == 0 && lines + apart == 0; }

        String words() {
            return nothing()
                    ? "nothing could be read of it"
                    : sessions + (sessions == 1 ? " session" : " sessions") + " with " + lines + " lines were saved"
                            + (apart == 0 ? "" : ", and " + apart + " lines behind a gap lie in " + rest.getFileName());
        }
    }
}
