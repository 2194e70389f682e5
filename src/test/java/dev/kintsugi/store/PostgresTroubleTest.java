package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.NotContinued;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is wrong with a Postgres, a person is told what, why, and what to do; nothing acknowledged is lost, and
/// nothing is there twice.
class PostgresTroubleTest {
    @TempDir
    Path folder;

    private static void assertProblem(ThrowingCallable body, String... words) {
        assertThatThrownBy(body).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getMessage()).contains(words).doesNotContain("secret-word");
            assertThat(problem.todo()).isNotBlank();
            assertThat(problem.what() + problem.why()).doesNotContain("Exception");
        });
    }

    private static PostgresUrl url(String text) { return (PostgresUrl) StoreUrl.of("DATABASE_URL", text); }

    private static String address(String login, String database) {
        return "postgresql://" + login + "@localhost:" + TestPostgres.server().getPort() + "/" + database;
    }

    @Test
    void aServerThatIsNotThereIsToldAtOnce() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertProblem(() -> PostgresJournal.open(url("postgres://me:secret-word@localhost:" + port + "/x")),
                "does not answer", "localhost:" + port, "nobody listens there", "Start it");
    }

    @Test
    void aStartThatFailedPromisesNothing() {
        assertThatThrownBy(() -> PostgresJournal.open(url("postgres://me:secret-word@no.such.host.invalid/x")))
                .isInstanceOf(Problem.class).hasMessageContaining("no machine of that name is known")
                .hasMessageNotContaining("by itself");
    }

    @Test
    void aServerWithoutTlsRefusesAndNeedsNoStart() {
        assertProblem(() -> PostgresJournal.open(url(address("postgres", "postgres") + "?sslmode=require")),
                "refuses you", "SSL", "sslmode", "DATABASE_URL");
    }

    @Test
    void aRoleThatMayMakeNoTablesIsToldWhatItsOwnerHasToSay() {
        TestPostgres.run("CREATE ROLE pupil LOGIN");
        var shared = TestPostgres.url(false);
        var database = shared.substring(shared.lastIndexOf('/') + 1);
        assertProblem(() -> PostgresJournal.open(url(address("pupil", database))),
                "GRANT USAGE, CREATE ON SCHEMA public TO pupil");
        assertProblem(() -> PostgresJournal.open(url(address("pupil", database) + "?currentSchema=own")),
                "GRANT CREATE ON DATABASE " + database + " TO pupil");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        assertProblem(() -> PostgresJournal.open(TestPostgres.at("no_such")), "no database no_such", "createdb");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        TestPostgres.run("CREATE ROLE guarded LOGIN PASSWORD 'right'");
        TestPostgres.run("CREATE DATABASE guarded OWNER guarded");
        TestPostgres.password(() -> {
            assertProblem(() -> PostgresJournal.open(url(address("guarded:secret-word", "guarded"))), "refuses you",
                    "guarded", "Check user, password");
            assertProblem(() -> SqlJournal.open(StoreUrl.place("--to", address("guarded", "guarded"))), "refuses you",
                    "no password", "mend --to");
        });
    }

    @Test
    void aDatabaseThatHoldsSomethingElseIsLeftAlone() {
        var other = TestPostgres.url(false);
        TestPostgres.in(other, "CREATE TABLE invoices (id INTEGER)");
        assertProblem(() -> PostgresJournal.open(url(other)), "something else", "currentSchema");
        try (var beside = PostgresJournal.open(url(other + "?currentSchema=kintsugi"))) {
            beside.append(new Rows("a").turn("hello"));
            assertThat(beside.sessions()).hasSize(1);
        }
    }

    @Test
    void tablesOfANewerLabAreNotTouched() {
        var newer = TestPostgres.url(true);
        TestPostgres.in(newer, "UPDATE flyway_schema_history SET version = '99'");
        assertProblem(() -> PostgresJournal.open(url(newer)), "too new", "99");
    }

    @Test
    void aRoleThatMayOnlyReadIsToldSo() {
        var shared = TestPostgres.url(true);
        TestPostgres.run("CREATE ROLE reader LOGIN");
        TestPostgres.in(shared, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
        var database = shared.substring(shared.lastIndexOf('/') + 1);
        assertProblem(() -> PostgresJournal.open(url(address("reader", database))), "cannot be written", "reader");
    }

    @Test
    void aDatabaseThatBecomesReadOnlyStopsTurnsAndWritesAgainAfterwards() {
        var text = TestPostgres.url(true);
        var database = text.substring(text.lastIndexOf('/') + 1);
        var rows = new Rows("a");
        TestPostgres.run("ALTER DATABASE " + database + " SET default_transaction_read_only = on");
        assertProblem(() -> PostgresJournal.open(url(text)), "read-only");
        TestPostgres.run("ALTER DATABASE " + database + " RESET default_transaction_read_only");
        try (var journal = PostgresJournal.open(url(text))) {
            journal.append(rows.turn("one"));
            assertThat(journal.head(rows.id).sequence()).isEqualTo(2);
        }
    }

    /// The server says what it says when its disk is full: here of a disk that a rule of the table stands for.
    @Test
    void aFullDiskStopsTurnsAndTheyGoOnWhenThereIsRoom() {
        var text = TestPostgres.url(true);
        TestPostgres.in(text, "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';"
                + " END $$");
        TestPostgres.in(text, "CREATE TRIGGER disk BEFORE INSERT ON event_log EXECUTE FUNCTION full_disk()");
        try (var journal = PostgresJournal.open(url(text))) {
            var batch = new Rows("a").turn("one");
            assertProblem(() -> journal.append(batch), "Nothing more can be kept", "disk", "full");
            assertThat(journal.health().healthy()).isFalse();
            TestPostgres.in(text, "DROP TRIGGER disk ON event_log");
            journal.append(batch);
            assertThat(journal.health().healthy()).isTrue();
            assertThat(JournalContract.lines(journal, batch.id())).isEqualTo(batch.lines());
        }
    }

    /// The worst moment: the server has committed and the answer never comes.
    @Test
    void aCommitWhoseAnswerIsLostIsLookedUpAndNotWrittenTwice() throws IOException {
        var text = TestPostgres.url(true);
        try (var wire = new CutWire(TestPostgres.server().getPort())) {
            var through = text.replaceFirst(":\\d+/", ":" + wire.port() + "/") + "?sslmode=disable";
            try (var journal = PostgresJournal.open(url(through))) {
                var rows = new Rows("a");
                var written = new ArrayList<String>();
                for (int i = 0; i < 6; i++) {
                    var batch = rows.turn("turn " + i);
                    written.addAll(batch.lines());
                    if (i % 2 == 1) {
                        wire.arm();
                    }
                    journal.append(batch);
                }
                assertThat(wire.cuts()).isEqualTo(3);
                assertThat(JournalContract.lines(journal, rows.id)).isEqualTo(written);
                assertThat(journal.interactions(rows.id)).isEqualTo(6);
            }
        }
    }

    @Test
    void twoLabsOnOneDatabaseNeverGiveANumberTwiceAndNeverWriteOverEachOther() throws Exception {
        var url = TestPostgres.fresh();
        try (var one = PostgresJournal.open(url);
                var two = PostgresJournal.open(url);
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var ordinals = new ArrayList<CompletableFuture<Long>>();
            for (int i = 0; i < 20; i++) {
                ordinals.add(CompletableFuture.supplyAsync(one::nextOrdinal, pool));
                ordinals.add(CompletableFuture.supplyAsync(two::nextOrdinal, pool));
            }
            assertThat(ordinals).extracting(CompletableFuture::join).doesNotHaveDuplicates();
            var rows = new Rows("shared");
            one.append(rows.turn("one"));
            var mine = new Rows("shared");
            mine.turn("one");
            two.append(mine.turn("two, by the other lab"));
            assertThatThrownBy(() -> one.append(rows.turn("two"))).isInstanceOf(Problem.class)
                    .hasCauseInstanceOf(NotContinued.class)
                    .satisfies(e -> assertThat(((Problem) e).exit()).isEqualTo(Problem.Exit.CONFLICT));
            assertThat(one.health().healthy()).isTrue();
            assertThat(one.head(rows.id)).isEqualTo(two.head(rows.id));
            assertThat(JournalContract.lines(one, rows.id)).hasSize(4);
        }
    }

    @Test
    void aServerThatIsKilledLosesNothingAndIsFoundAgain() {
        try (var server = new OwnPostgres(folder.resolve("pg"));
                var journal = PostgresJournal.open(server.url())) {
            var rows = new Rows("a");
            var written = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                var batch = rows.turn("turn " + i);
                journal.append(batch);
                written.addAll(batch.lines());
            }
            server.kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> !journal.health().healthy());
            assertThat(Objects.requireNonNull(journal.health().trouble()).what()).contains("does not answer");
            var refused = rows.turn("while it is away");
            assertProblem(() -> journal.append(refused), "does not answer", "As long as the lab runs, it tries again");
            assertProblem(() -> journal.sessions(), "does not answer");
            server.startAgain();
            await().atMost(Duration.ofSeconds(20)).until(() -> journal.health().healthy());
            journal.append(refused);
            written.addAll(refused.lines());
            assertThat(JournalContract.lines(journal, rows.id)).isEqualTo(written);
            assertThat(journal.interactions(rows.id)).isEqualTo(21);
        }
    }

    @Test
    void aServerThatHangsIsToldIsWaitedForBoundedlyAndThenGoesOn() {
        try (var server = new OwnPostgres(folder.resolve("pg"));
                var journal = PostgresJournal.open(server.url(),
                        new PostgresJournal.Bounds(20, Duration.ofSeconds(4)))) {
            var rows = new Rows("a");
            journal.append(rows.turn("one"));
            server.freeze(true);
            var waits = CompletableFuture.runAsync(() -> journal.append(rows.turn("two")));
            await().atMost(Duration.ofSeconds(60)).until(() -> !journal.health().healthy());
            assertThat(Objects.requireNonNull(journal.health().trouble()).what()).contains("slow");
            assertThatThrownBy(waits::join).hasCauseInstanceOf(Problem.class)
                    .hasMessageContaining("did not answer in time");
            server.freeze(false);
            await().atMost(Duration.ofSeconds(20)).until(() -> journal.health().healthy());
            var head = journal.head(rows.id).sequence();
            assertThat(head).isEqualTo(4);
            journal.append(rows.turn("three"));
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(6);
        }
    }
}
