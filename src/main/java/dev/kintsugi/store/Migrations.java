package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;

/// Brings the tables of a database to what this Kintsugi knows. Stateless.
///
/// Flyway does the work, but only when there is some: asking its table costs a millisecond, starting it a few hundred. A new
/// H2 database is therefore made without it.
final class Migrations {
    /// The newest script under `db/migration`. A test holds it against the folder.
    static final String CURRENT = "4";
    private static final List<String> SCRIPTS = List.of("V1__the_lab.sql", "V2__running_counts.sql",
            "V3__numbers_in_advance.sql", "V4__more_numbers_in_advance.sql");
    private static final Set<String> MADE = Set.of("SESSIONS", "EVENT_LOG", "COUNTERS", "AGENT_INTERACTIONS",
            "FAILURE_SCENARIOS", "RECOVERY_ATTEMPTS", "AGENT_STATE_SNAPSHOTS", "SYSTEM_METRICS", "FAILURE_ANALYSIS",
            "FAILURE_DETAILS", "SYSTEM_HEALTH", "TURN_COUNTS");
    /// Whatever is kept has a row in these.
    private static final Set<String> FIRST_WRITTEN = Set.of("SESSIONS", "EVENT_LOG");
    /// What Flyway keeps its history in, under H2.
    private static final String HISTORY = """
            CREATE TABLE "flyway_schema_history" (
              "installed_rank" INT NOT NULL,
              "version" VARCHAR(50),
              "description" VARCHAR(200) NOT NULL,
              "type" VARCHAR(20) NOT NULL,
              "script" VARCHAR(1000) NOT NULL,
              "checksum" INT,
              "installed_by" VARCHAR(100) NOT NULL,
              "installed_on" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
              "execution_time" INT NOT NULL,
              "success" BOOLEAN NOT NULL,
              CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank"));
            CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success")""";
    /// JSON on Postgres too, not JSONB: it keeps a document as it was written, and takes a NUL that a model said.
    private static final Map<String, String> WORDS = Map.of("jsontype", "JSON");

    private Migrations() {}

    /// Throws a [Problem] when the tables were made by a newer Kintsugi.
    static void migrate(Handle handle, DataSource source) {
        var version = version(handle);
        if (version.filter(CURRENT::equals).isEmpty()) {
            version.filter(v -> Double.parseDouble(v) > Double.parseDouble(CURRENT)).ifPresent(v -> {
                throw new Problem("The lab's database is too new",
                        "its tables have version " + v + ", this Kintsugi knows " + CURRENT,
                        "Start the newer Kintsugi, or give another folder with --data DIR");
            });
            if (version.isEmpty() && halfMade(handle)) {
                flyway(source).cleanDisabled(false).load().clean();
            }
            flyway(source).load().migrate();
        }
    }

    /// Whether a process was killed while it made the first tables: no script came to its end, there is nothing but what
    /// the scripts make, and nothing of anybody in it. Such tables would be in the way for ever.
    private static boolean halfMade(Handle handle) {
        var names = handle.createQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA")
                .mapTo(String.class).set();
        return names.remove("flyway_schema_history")
                && names.stream().allMatch(n -> MADE.contains(n.toUpperCase(Locale.ROOT)))
                && names.stream().filter(n -> FIRST_WRITTEN.contains(n.toUpperCase(Locale.ROOT)))
                        .allMatch(n -> handle.createQuery("SELECT COUNT(*) FROM " + n).mapTo(Integer.class).one() == 0);
    }

    /// Checksums are not compared: they count remarks.
    private static FluentConfiguration flyway(DataSource source) {
        return Flyway.configure(Migrations.class.getClassLoader()).dataSource(source).placeholders(WORDS)
                .locations("classpath:db/migration").validateOnMigrate(false);
    }

    /// Makes a schema that is not there.
    static void makeSchema(Handle handle, String schema) {
        handle.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
    }

    private static Optional<String> version(Handle handle) {
        var known = handle
                .createQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_NAME = 'flyway_schema_history'")
                .mapTo(Integer.class).one();
        return known == 0
                ? Optional.empty()
                : handle.createQuery("SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\""
                        + " ORDER BY \"installed_rank\" DESC FETCH FIRST 1 ROW ONLY").mapTo(String.class).findOne();
    }

    /// Whether there are tables, but nothing that tells which scripts made them: so a damaged file may look.
    static boolean historyGone(Handle handle) {
        var names = handle.createQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA")
                .mapTo(String.class).set();
        return !names.isEmpty() && !names.contains("flyway_schema_history");
    }

    /// Whether everything is there that the scripts made. In a damaged file a table may be gone without a word.
    static boolean complete(Handle handle) {
        var names = handle.createQuery("SELECT UPPER(TABLE_NAME) FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA")
                .mapTo(String.class).set();
        return names.containsAll(MADE);
    }

    /// All tables of an empty H2 database, with the history that Flyway would leave: it takes over from here. A new lab would
    /// wait for Flyway several times as long as for the scripts.
    static void create(Handle handle) {
        run(handle, "the history of the tables", HISTORY);
        createForOnce(handle);
        var rows = handle.prepareBatch("""
                INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                  "installed_by", "execution_time", "success") VALUES (?, ?, ?, 'SQL', ?, CURRENT_USER, 0, TRUE)""");
        for (var script : SCRIPTS) {
            var name = script.substring(1, script.indexOf('.')).split("__");
            rows.add(Integer.parseInt(name[0]), name[0], name[1].replace('_', ' '), script);
        }
        rows.execute();
    }

    /// The same tables without the history: for a database that nobody will open again.
    static void createForOnce(Handle handle) { SCRIPTS.forEach(script -> run(handle, script, text(script))); }

    private static String text(String script) {
        try (var file = Objects.requireNonNull(Migrations.class.getResourceAsStream("/db/migration/" + script))) {
            var sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (var word : WORDS.entrySet()) {
                sql = sql.replace("${" + word.getKey() + "}", word.getValue());
            }
            return sql;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All statements of a script at once, which Jdbi does not take.
    private static void run(Handle handle, String name, String sql) {
        try (var statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(name + " cannot be made", e);
        }
    }
}
