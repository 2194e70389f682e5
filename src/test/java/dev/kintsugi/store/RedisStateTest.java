package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.StateStore;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/// The contract on a real Redis, and what happens when that is killed.
class RedisStateTest extends StateStoreContract {
    private static TestRedis server;
    private static RedisClient eyes;

    @BeforeAll
    static void start() {
        server = new TestRedis();
        var pool = new ConnectionPoolConfig();
        pool.setTestOnBorrow(true);
        eyes = RedisClient.builder().poolConfig(pool).hostAndPort(server.address().server())
                .clientConfig(server.address().config(2_000)).build();
    }

    @AfterAll
    static void stop() {
        eyes.close();
        server.close();
    }

    @AfterEach
    void empty() { eyes.flushAll(); }

    @Override
    StateStore open() { return RedisState.open(server.address()); }

    /// Nobody waits for an hour: every value is brought so much nearer to its end, by the server itself.
    @Override
    void pass(Duration time) {
        for (var key : eyes.keys("*")) {
            var left = eyes.pttl(key) - time.toMillis();
            if (left <= 0) {
                eyes.del(key);
            } else {
                eyes.pexpire(key, left);
            }
        }
    }

    @Test
    void theKeysAreThoseThatPeopleKnowAndEachHasItsLife() {
        store.state(A, "{\"conversation_history\":[]}");
        store.checkpoint(A, "pre_request", "{}");
        store.failed(A);
        store.failed(A);
        store.message(A);
        assertThat(eyes.keys("*")).containsExactlyInAnyOrder("agent_state:a", "checkpoint:a:pre_request",
                "failure_count:a", "rate_limit:a");
        assertThat(eyes.get("agent_state:a")).isEqualTo("{\"conversation_history\":[]}");
        assertThat(eyes.get("failure_count:a")).isEqualTo("2");
        assertThat(eyes.ttl("agent_state:a")).isBetween(3590L, 3600L);
        assertThat(eyes.ttl("checkpoint:a:pre_request")).isBetween(7190L, 7200L);
        assertThat(eyes.ttl("failure_count:a")).isBetween(3590L, 3600L);
        assertThat(eyes.ttl("rate_limit:a")).isBetween(50L, 60L);
    }

    @Test
    void whatAnotherProgramPutUnderAKeyGivesWay() {
        eyes.set("failure_count:a", "many");
        eyes.lpush("agent_state:a", "x");
        assertThat(store.failures(A)).isZero();
        assertThat(store.failed(A)).isEqualTo(1);
        assertThat(store.state(A)).isEmpty();
        assertThat(store.health().healthy()).isTrue();
    }

    @Test
    void twoLabsShareOneCount() {
        try (var other = RedisState.open(server.address())) {
            store.failed(A);
            assertThat(other.failed(A)).isEqualTo(2);
            assertThat(store.failures(A)).isEqualTo(2);
        }
    }

    @Test
    void whenItIsKilledEveryQuestionIsStillAnsweredAndWhatItMissedIsHandedOverWhenItIsBack() {
        store.state(A, "{\"n\":1}");
        server.kill();
        store.state(A, "{\"n\":2}");
        assertThat(store.failed(A)).isEqualTo(1);
        assertThat(store.failed(A)).isEqualTo(2);
        assertThat(store.state(A)).contains("{\"n\":2}");
        assertThat(store.health().trouble()).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.what()).isEqualTo("Redis does not answer");
            assertThat(problem.getMessage()).contains("Turns go on").doesNotContain("s3cret");
        });
        server.startAgain();
        await().until(() -> store.health().healthy());
        assertThat(eyes.get("agent_state:a")).isEqualTo("{\"n\":2}");
        assertThat(eyes.get("failure_count:a")).isEqualTo("2");
        assertThat(eyes.ttl("agent_state:a")).isBetween(3580L, 3600L);
        assertThat(store.failed(A)).isEqualTo(3);
    }

    /// A Redis that hangs keeps what it knew: what was forgotten meanwhile is forgotten there too.
    @Test
    void aRedisThatHangsCostsASecondOnceAndIsToldWhatItMissed() {
        store.checkpoint(A, "pre_request", "{\"n\":1}");
        store.checkpoint(B, "pre_request", "{\"n\":1}");
        eyes.sendCommand(Protocol.Command.CLIENT, "PAUSE", "2500");
        var start = System.nanoTime();
        store.reset(A);
        store.state(B, "{\"n\":2}");
        assertThat(store.checkpoint(A, "pre_request")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(store.health().healthy()).isFalse();
        await().until(() -> store.health().healthy());
        assertThat(store.checkpoint(A, "pre_request")).isEmpty();
        assertThat(store.checkpoint(B, "pre_request")).contains("{\"n\":1}");
        assertThat(eyes.get("agent_state:a.b")).isEqualTo("{\"n\":2}");
    }

    @Test
    void whileItIsAwayNoQuestionWaits() {
        server.kill();
        try {
            store.failed(A);
            var start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                store.failed(A);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        } finally {
            server.startAgain();
        }
    }

    @Test
    void aRedisThatIsNotThereAtStartMayComeLater() {
        server.kill();
        try (var early = RedisState.open(server.address())) {
            assertThat(early.health().healthy()).isFalse();
            assertThat(early.failed(A)).isEqualTo(1);
            server.startAgain();
            await().until(() -> early.health().healthy());
            assertThat(eyes.get("failure_count:a")).isEqualTo("1");
        }
    }

    /// Both answer a ping, and a doctor who only pings would find them well.
    @Test
    void aRedisThatTakesNothingIsToldAtOnceAndNotTakenForBack() {
        eyes.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1");
        try (var full = RedisState.open(server.address())) {
            assertThat(Objects.requireNonNull(full.health().trouble()).what()).isEqualTo("Redis is full");
            assertThat(full.failed(A)).isEqualTo(1);
            await().during(Duration.ofMillis(2_200)).atMost(Duration.ofSeconds(10))
                    .until(() -> !full.health().healthy());
            eyes.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");
            await().until(() -> full.health().healthy());
            assertThat(eyes.get("failure_count:a")).isEqualTo("1");
        } finally {
            eyes.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");
        }
    }

    @Test
    void aCopyThatOnlyReadsIsToldSo() {
        eyes.sendCommand(Protocol.Command.REPLICAOF, "127.0.0.1", "1");
        try (var copy = RedisState.open(server.address())) {
            assertThat(Objects.requireNonNull(copy.health().trouble()).getMessage())
                    .contains("cannot be written", "only reads", "REDIS_URL").doesNotContain("..");
        } finally {
            eyes.sendCommand(Protocol.Command.REPLICAOF, "NO", "ONE");
        }
    }

    @Test
    void whatIsWrongWithTheWayIsSaidInWords() {
        try (var lost = RedisState.open(RedisUrl.of("REDIS_URL", "redis://no.such.host.invalid"))) {
            assertThat(Objects.requireNonNull(lost.health().trouble()).why())
                    .endsWith("no machine of that name is known");
        }
        try (var open = RedisState
                .open(RedisUrl.of("The address in FILE", server.url().replace(":s3cret%2Fword@", "")))) {
            assertThat(Objects.requireNonNull(open.health().trouble()).getMessage())
                    .contains("refuses you", "a password is needed", "mend the address in FILE");
        }
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        var url = server.url().replace("s3cret%2Fword", "wrong-w0rd");
        try (var refused = RedisState.open(RedisUrl.of("REDIS_URL", url))) {
            assertThat(Objects.requireNonNull(refused.health().trouble()).getMessage()).contains("refuses you")
                    .doesNotContain("wrong-w0rd");
            assertThat(refused.message(A)).isEqualTo(1);
        }
    }
}
