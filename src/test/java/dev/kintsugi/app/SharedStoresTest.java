package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.Cli;
import dev.kintsugi.cli.Terminal;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.store.OwnPostgres;
import dev.kintsugi.store.StoreUrl;
import dev.kintsugi.store.TestPostgres;
import dev.kintsugi.store.TestRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lab over a Postgres and a Redis, as the variables choose them.
class SharedStoresTest {
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    @TempDir
    Path folder;

    private Resolution resolution(Map<String, String> variables) {
        return new Resolution(new Environment(variables), new KeyFile(folder.resolve("key")),
                LabSettings.defaults().withTimeScale(ConversationClock.INSTANT));
    }

    private LocalDoor door(Map<String, String> variables) {
        var places = new Places(Path.of("").toAbsolutePath(), folder.resolve("usual"), folder.resolve("logs"));
        return new LocalDoor(places, resolution(variables), _ -> {});
    }

    private String run(Map<String, String> variables, int code, String... args) {
        var out = new StringWriter();
        var terminal = new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(out, true),
                new PrintWriter(out, true), Terminal.Look.PLAIN);
        assertThat(new Cli(terminal, door(variables)).run(args)).as(out.toString()).isEqualTo(code);
        assertThat(out.toString()).doesNotContain("secret-word", "s3cret");
        return out.toString();
    }

    @Test
    void aRedisThatDoesNotAnswerIsToldAndKeepsNobodyFromTalking() {
        var said = run(Map.of("REDIS_URL", "redis://127.0.0.1:1"), 0, "chat", "--message", QUESTION, "--session", "a");
        assertThat(said).contains("Redis does not answer", "127.0.0.1:1", "Turns go on without it", "INS-2024-9876");
    }

    @Test
    void theCommandLineComesBeforeTheVariableBeforeWhatWasSavedBeforeTheUsualFolder() throws IOException {
        var usual = folder.resolve("usual");
        var stores = resolution(Map.of()).stores();
        assertThat(stores.place(null, usual)).isEqualTo(new StoreUrl.Folder(usual));
        assertThat(stores.databaseSetting().save(" postgresql://me:s3cret@saved/lab ")).isEqualTo(
                "Postgres, me@saved:5432/lab");
        assertThat(stores.databaseSetting().saved()).doesNotContain("s3cret").contains("me@saved:5432/lab");
        assertThat(stores.place(null, usual).place()).isEqualTo("me@saved:5432/lab");
        var said = resolution(Map.of("DATABASE_URL", "postgresql://me@said/lab")).stores();
        assertThat(said.place(null, usual).place()).isEqualTo("me@said:5432/lab");
        assertThat(said.place(folder, usual)).isEqualTo(new StoreUrl.Folder(folder));
        assertThat(Files.getPosixFilePermissions(folder.resolve("database-url"))).hasSize(2);
        assertThatThrownBy(() -> stores.databaseSetting().save("postgresql://me:s3cret@x/lab?loggerFile=y"))
                .hasMessageNotContaining("s3cret");
        assertThat(stores.databaseSetting().save("")).isEmpty();
        assertThat(stores.place(null, usual)).isEqualTo(new StoreUrl.Folder(usual));
        assertThat(stores.redisSetting().save("redis://:s3cret@cache/2")).isEqualTo("Redis, cache:6379/2");
        assertThat(stores.redisUrl()).get().hasToString("cache:6379/2");
    }

    @Test
    void aMovedLabExportsTheVeryBytesAndItsChainHolds() throws IOException {
        var shared = Map.of("DATABASE_URL", TestPostgres.url(true));
        for (var mode : List.of("hallucination", "api_timeout", "infinite_loop")) {
            run(Map.of(), mode.equals("infinite_loop") ? 1 : 0, "chat", "--session", "case", "--recovery", "standard",
                    "--failure-mode", mode,
                    "--speed", "instant", "--message", QUESTION);
        }
        run(Map.of(), 0, "export", "case", "--out", folder + "/here.jsonl");
        assertThat(run(shared, 0, "move", "--json")).contains("\"sessions_copied\":1", "\"verified\":true");
        run(shared, 0, "export", "case", "--out", folder + "/there.jsonl");
        assertThat(folder.resolve("there.jsonl")).hasSameBinaryContentAs(folder.resolve("here.jsonl"));
        run(Map.of(), 0, "verify", folder + "/there.jsonl");
        assertThat(run(shared, 0, "move")).contains("there before: 1");
        run(shared, 0, "chat", "--session", "case", "--message", "And my deductible?");
        assertThat(run(shared, 2, "move")).contains("session case already, with another log", "empty place");
        run(shared, 0, "move", "--from", "DATABASE_URL", "--to", folder + "/back");
        run(Map.of(), 0, "export", "case", "--data", folder + "/back", "--out", folder + "/back.jsonl");
        assertThat(Files.readString(folder.resolve("back.jsonl"))).startsWith(
                Files.readString(folder.resolve("here.jsonl")).lines().findFirst().orElseThrow());
        assertThat(run(shared, 0, "doctor")).contains("Postgres in postgres@localhost");
    }

    @Test
    void twoLabsTalkInOneSessionAndNothingIsThereTwice() {
        var shared = Map.of("DATABASE_URL", TestPostgres.url(true));
        try (var one = door(shared).open(null, Wish.NONE); var two = door(shared).open(null, Wish.NONE)) {
            var begun = one.begin(SessionSpec.of(one.settings()));
            begun.say(QUESTION, null).join();
            var joined = two.open(begun.id());
            joined.say("And my deductible?", null).join();
            begun.say("Thank you.", null).join();
            joined.say("Good-bye.", null).join();
            assertThat(joined.turns()).extracting(turn -> turn.message().value()).containsExactly(QUESTION,
                    "And my deductible?", "Thank you.", "Good-bye.");
            assertThat(lines(one, begun.id())).isEqualTo(lines(two, begun.id())).doesNotHaveDuplicates();
            assertThat(two.begin(SessionSpec.of(two.settings())).row().ordinal()).isEqualTo(2);
        }
    }

    private static List<String> lines(Lab lab, SessionId session) {
        var lines = new CopyOnWriteArrayList<String>();
        lab.lines(session, lines::add);
        return lines;
    }

    @Test
    void whileThePostgresIsAwayNoTurnStartsAndTheSessionGoesOnWhenItIsBack() {
        try (var server = new OwnPostgres(folder.resolve("pg"));
                var lab = door(Map.of("DATABASE_URL", server.address())).open(null, Wish.NONE)) {
            var session = lab.begin(SessionSpec.of(lab.settings()));
            session.say(QUESTION, null).join();
            server.kill();
            var refused = session.say("Is anybody there?", null);
            assertThatThrownBy(refused::join).hasCauseInstanceOf(Problem.class)
                    .hasMessageContaining("The store does not answer");
            assertThat(lab.storeHealth().trouble()).isNotNull();
            server.startAgain();
            await().until(() -> lab.storeHealth().healthy());
            session.say("And my deductible?", null).join();
            assertThat(session.turns()).extracting(turn -> turn.message().value()).containsExactly(QUESTION,
                    "And my deductible?");
            assertThat(lines(lab, session.id())).doesNotHaveDuplicates();
            assertThat(lab.sessions()).singleElement().satisfies(row -> assertThat(row.turns()).isEqualTo(2));
        }
    }

    @Test
    void aRedisThatIsKilledCostsNoTurnAndTheLabSaysHowItIs() {
        try (var redis = new TestRedis();
                var lab = door(Map.of("REDIS_URL", redis.url())).open(null, Wish.NONE)) {
            var news = new CopyOnWriteArrayList<LabNews>();
            try (var _ = lab.watch(news::add)) {
                assertThat(lab.stateHealth().name()).isEqualTo("Redis");
                var session = lab.begin(SessionSpec.of(lab.settings()));
                session.say(QUESTION, null).join();
                redis.kill();
                session.say("And my deductible?", null).join();
                await().until(() -> news.stream()
                        .anyMatch(n -> n instanceof LabNews.StateChanged(var health) && !health.healthy()));
                redis.startAgain();
                await().until(() -> news.getLast() instanceof LabNews.StateChanged(var health) && health.healthy());
                session.say("Thank you.", null).join();
                assertThat(session.turns()).hasSize(3);
            }
        }
    }
}
