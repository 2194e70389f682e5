package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.Served;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sessions that callers of REST open do not stay open for ever, however their turns end.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TurnsTest {
    private static final int MANY = 300;
    private static final int LANES = 8;

    private final Served served = new Served();
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        served.close();
    }

    private Session begin(String name) {
        return served.lab.begin(SessionSpec.of(served.lab.settings()).named(new SessionId(name)));
    }

    /// A session whose lane is taken, so that whatever is said there waits.
    private CompletableFuture<?> busy(String name) {
        return begin(name).work("wait", _ -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Served.Answer chat(String session) {
        return served.post("/api/v1/chat", "{\"session_id\":\"" + session + "\",\"message\":\"Hello\"}");
    }

    private boolean isOpen(String name) {
        return served.lab.openSessions().stream().anyMatch(s -> s.id().value().equals(name));
    }

    @Test
    void noSessionIsOpenedWhereThereIsNoRoomForItsTurn() {
        IntStream.range(0, LANES).forEach(i -> busy("held" + i));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < Turns.CAPACITY; i++) {
                var lane = "held" + i % LANES;
                callers.submit(() -> chat(lane));
            }
            Awaitility.await().until(() -> served.get("/ai/health/error-handling").body().at("/bulkheads/turns/active")
                    .asInt() == Turns.CAPACITY);
            assertThat(chat("other").text("/error/code")).isEqualTo("bulkhead_full");
            assertThat(served.post("/api/v1/chat", "{\"message\":\"Hello\"}").status()).isEqualTo(429);
            assertThat(served.post("/api/v1/test-failure/hallucination", null).status()).isEqualTo(429);
            assertThat(served.lab.openSessions()).hasSize(LANES);
            assertThat(served.lab.knows(new SessionId("other"))).isFalse();
            held.countDown();
        }
    }

    @Test
    void sessionsThatAreOnlyResetAreClosedToo() {
        IntStream.range(0, MANY).mapToObj(i -> begin("s" + i).id()).toList().forEach(served.lab::close);
        for (var i = 0; i < MANY; i++) {
            assertThat(served.post("/api/v1/chat/reset/s" + i, null).status()).isEqualTo(200);
        }
        assertThat(served.lab.openSessions()).hasSize(256);
        assertThat(isOpen("s" + (MANY - 1))).isTrue();
        assertThat(isOpen("s0")).isFalse();
    }

    @Test
    void aSessionThatIsBusyIsClosedWhenItIsNotAnyMore() {
        var work = busy("busy");
        var reset = CompletableFuture.supplyAsync(() -> served.post("/api/v1/chat/reset/busy", null),
                Executors.newVirtualThreadPerTaskExecutor());
        for (var i = 0; i < MANY; i++) {
            assertThat(chat("s" + i).status()).isEqualTo(200);
        }
        assertThat(isOpen("busy")).isTrue();
        held.countDown();
        work.join();
        assertThat(reset.join().status()).isEqualTo(200);
        chat("last");
        Awaitility.await().untilAsserted(() -> assertThat(isOpen("busy")).isFalse());
        assertThat(served.lab.openSessions()).hasSize(256);
    }
}
