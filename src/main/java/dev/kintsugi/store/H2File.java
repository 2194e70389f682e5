package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of an H2 database: made beside its place, looked through before it is used, seen to when it is damaged. For
/// one thread.
final class H2File {
    private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

    private final DataFolder folder;
    private final String scheme;

    /// @param scheme how H2 reaches the file
    H2File(DataFolder folder, String scheme) {
        this.folder = folder;
        this.scheme = scheme;
    }

    /// An open database. Immutable.
    ///
    /// @param repaired what was found damaged and what was saved, absent when it was whole
    record Opened(Handle handle, @Nullable Problem repaired) {}

    DataFolder folder() { return folder; }

    String url() { return folder.url(scheme, folder.file()); }

    boolean isThere() { return Files.exists(folder.file()); }

    /// Opens it: a new one where there is none, what could be saved of a damaged one.
    Opened open() {
        var opened = whole().map(handle -> new Opened(handle, null)).orElseGet(() -> {
            var repaired = save();
            return new Opened(connect(url()), repaired);
        });
        Upkeep.appendOnly(opened.handle);
        return opened;
    }

    /// Sets a damaged one aside, with what could be saved of it in its place. What happened, in words for a person.
    Problem save() {
        LOG.warn("what can be read of {} is saved", folder.file());
        return Salvage.of(folder, H2File::connect);
    }

    /// A connection, if the file is not damaged.
    private Optional<Handle> whole() {
        try {
            if (!isThere()) {
                make();
            } else if (CutShort.is(folder.file())) {
                return Optional.empty();
            }
            var handle = connect(url());
            if (Migrations.complete(handle)) {
                return Optional.of(handle);
            }
            H2Shutdown.immediately(handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            if (!Troubles.unreadable(e) || !isThere()) {
                throw e;
            }
            LOG.debug("what shows the damage", e);
        } catch (StackOverflowError | AssertionError e) {
            // A tree of garbage: H2 goes round in it.
            LOG.debug("what shows the damage", e);
        }
        return Optional.empty();
    }

    /// Who is killed meanwhile leaves nothing that could be taken for a damaged one.
    private void make() throws IOException {
        Files.deleteIfExists(folder.fresh());
        H2Shutdown.run(prepared(folder.url(scheme, folder.fresh()), Migrations::create), "SHUTDOWN");
        Files.move(folder.fresh(), folder.file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Handle connect(String url) {
        return prepared(url, handle -> {
            if (Migrations.historyGone(handle)) {
                throw DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "the tables have no history");
            }
            Migrations.migrate(handle, H2Database.source(url));
        });
    }

    private static Handle prepared(String url, Consumer<Handle> work) {
        var handle = H2Database.connect(url);
        try {
            work.accept(handle);
            return handle;
        } catch (RuntimeException e) {
            H2Shutdown.immediately(handle);
            throw e;
        }
    }
}
