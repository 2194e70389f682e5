package dev.kintsugi.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import org.h2.tools.Recover;
import org.h2.util.ScriptReader;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A damaged database, opened for reading as far as it goes: by H2 itself, which writes nothing to it, or else by way
/// of H2's recovery tool, whose script is run statement by statement into memory. Used by one thread.
record Wreck(Handle handle) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wreck.class);
    private static final String ENDING = ".mv.db";

    static Wreck open(Path file) throws IOException {
        try {
            return asItIs(file);
        } catch (RuntimeException e) {
            LOG.info("{} cannot be opened, trying to recover it: {}", file, e.getMessage());
            return recovered(file);
        }
    }

    /// Whether H2 finds the tables of the lab in a file. The file is not written.
    static boolean hasTables(Path file) {
        try (var _ = asItIs(file)) {
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static Wreck asItIs(Path file) {
        var name = file.toString().substring(0, file.toString().length() - ENDING.length());
        var handle = Jdbi.create("jdbc:h2:file:" + name + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0", "sa",
                "").open();
        return readable(handle);
    }

    private static Wreck readable(Handle handle) {
        try {
            handle.createQuery("SELECT COUNT(*) FROM event_log").mapTo(Long.class).one();
            return new Wreck(handle);
        } catch (RuntimeException e) {
            H2Shutdown.immediately(handle);
            throw e;
        }
    }

    private static Wreck recovered(Path file) throws IOException {
        var work = Files.createTempDirectory(file.getParent(), "salvage");
        try {
            Files.copy(file, work.resolve("wreck" + ENDING));
            var tool = new Recover();
            tool.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            tool.runTool("-dir", work.toString(), "-db", "wreck");
            var handle = Jdbi.create("jdbc:h2:mem:", "sa", "").open();
            try (var script = Files.newBufferedReader(work.resolve("wreck.h2.sql"))) {
                run(script, handle);
            }
            return readable(handle);
        } catch (SQLException e) {
            throw new IOException("H2's recovery tool gave up", e);
        } finally {
            delete(work);
        }
    }

    private static void run(Reader script, Handle handle) throws SQLException {
        var reader = new ScriptReader(script);
        reader.setSkipRemarks(true);
        try (var statement = handle.getConnection().createStatement()) {
            for (var sql = reader.readStatement(); sql != null; sql = reader.readStatement()) {
                attempt(statement, sql);
            }
        }
    }

    private static void attempt(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            // A damaged file gives a script of which some statements make no sense; the others still count.
            LOG.trace("passed over: {}", e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() { H2Shutdown.immediately(handle); }
}
