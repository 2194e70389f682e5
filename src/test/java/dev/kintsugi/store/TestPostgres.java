package dev.kintsugi.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A real Postgres that the tests start themselves, once for all test classes that need no more than a database in it.
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private TestPostgres() {}

    static synchronized EmbeddedPostgres server() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new database: empty, or with the tables of a lab.
    public static synchronized String url(boolean withTables) {
        var number = DATABASES.getAndIncrement();
        if (number == 0) {
            run("CREATE DATABASE lab_template");
            PostgresJournal.open(at("lab_template")).close();
        }
        var name = "lab_" + number;
        run("CREATE DATABASE " + name + (withTables ? " TEMPLATE lab_template" : ""));
        return text(name);
    }

    /// A new database with the tables of a lab.
    static PostgresUrl fresh() { return (PostgresUrl) StoreUrl.of("DATABASE_URL", url(true)); }

    static PostgresUrl at(String database) { return (PostgresUrl) StoreUrl.of("DATABASE_URL", text(database)); }

    private static String text(String database) {
        return "postgresql://postgres:secret-word@localhost:" + server().getPort() + "/" + database;
    }

    static void run(String sql) { in("/postgres", sql); }

    /// Runs a statement in the database that an address names.
    static void in(String url, String sql) {
        var database = url.substring(url.lastIndexOf('/') + 1);
        try (var connection = server().getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Runs a body while the role `guarded` has to give its password, which otherwise nobody has to.
    static void password(Runnable body) {
        var rules = server().getPostgresDatabase();
        try (var connection = rules.getConnection(); var statement = connection.createStatement()) {
            var answer = statement.executeQuery("SHOW hba_file");
            answer.next();
            var file = Path.of(answer.getString(1));
            var before = Files.readString(file);
            try {
                Files.writeString(file, "host all guarded all scram-sha-256\n" + before);
                statement.execute("SELECT pg_reload_conf()");
                body.run();
            } finally {
                Files.writeString(file, before);
                statement.execute("SELECT pg_reload_conf()");
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
