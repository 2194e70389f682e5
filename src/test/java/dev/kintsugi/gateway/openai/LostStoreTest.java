package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.Hindered;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The store goes away, to be neither written nor read, while calls are under way.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LostStoreTest {
    private final AtomicBoolean gone = new AtomicBoolean();
    private HeldProvider provider;
    private Gate gate;

    @BeforeEach
    void open() throws Exception {
        provider = new HeldProvider();
        gate = Gate.over(thatMayBeGone(H2Journal.inMemory()), provider.way());
    }

    private Journal thatMayBeGone(Journal inner) {
        return Hindered.journal(inner, asked -> {
            if (gone.get() && !asked.equals("health")) {
                throw new Problem("The store cannot be reached", "it is gone", "Bring it back");
            }
        });
    }

    @AfterEach
    void close() {
        gone.set(false);
        gate.close();
        provider.close();
    }

    private CompletableFuture<HttpResponse<String>> call(String session, int seed) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gate.post(Gate.body(",\"seed\":" + seed), "x-lab-session", session);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<CompletableFuture<HttpResponse<String>>> underWay(String... sessions) {
        var before = provider.asked();
        var calls = IntStream.range(0, sessions.length).mapToObj(i -> call(sessions[i], i)).toList();
        Awaitility.await().until(() -> provider.asked() == before + sessions.length);
        return calls;
    }

    @Test
    void everyCallIsToldSo() {
        var calls = underWay("s", "s", "s");
        gone.set(true);
        for (var i = 0; i < calls.size(); i++) {
            provider.answer(i, "hello");
        }
        for (var call : calls) {
            assertThat(call.join().statusCode()).isEqualTo(503);
            assertThat(call.join().body()).contains("lab_store", "it is gone");
        }
        gone.set(false);
        Awaitility.await().until(() -> gate.lab.storeHealth().healthy());
        var next = underWay("s");
        provider.answer(3, "hello");
        assertThat(next.getFirst().join().statusCode()).isEqualTo(200);
    }

    @Test
    void theRelayClosesAllTheSame() {
        underWay("first", "second");
        gone.set(true);
        assertThatCode(gate.relay::close).doesNotThrowAnyException();
        assertThat(gate.lab.openSessions()).isEmpty();
        provider.answer(0, "hello");
        provider.answer(1, "hello");
    }
}
