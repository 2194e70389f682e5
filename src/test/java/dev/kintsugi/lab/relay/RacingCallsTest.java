package dev.kintsugi.lab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.ConversationClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls of one session, and attempts of one call, that go on at the same time.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RacingCallsTest {
    private static final int THREADS = 4;
    private static final ConversationClock CLOCK = new ConversationClock();

    private static <T> List<T> together(Callable<T> work) throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = IntStream.range(0, THREADS).mapToObj(_ -> threads.submit(() -> {
                barrier.await();
                return work.call();
            })).toList();
            var results = new ArrayList<T>();
            for (var one : all) {
                results.add(one.get());
            }
            return results;
        }
    }

    @Test
    void allCallsOfASessionShareOneRecovery() throws Exception {
        for (var round = 0; round < 50; round++) {
            var session = new RelaySession("s", new Unrecorded(new SessionId("s"), 1, 42, CLOCK));
            var given = together(() -> session.recovery("standard", 42, CLOCK, true));
            assertThat(given).containsOnly(given.getFirst());
        }
    }

    @Test
    void nothingOfAttemptsThatRaceIsLost() throws Exception {
        var tree = JsonNodeFactory.instance.objectNode().put("model", "m");
        var call = new Call("req_1", Optional.empty(), "caller", new ChatAsk(tree, new byte[0], Map.of()),
                Optional.empty(), Optional.empty(), new CompletableFuture<>());
        var asking = new Asking(new ScriptedChat(Agents.scripted(TestPacks.named("insurance"), 42, 8192)), call, CLOCK,
                null, null);
        together(() -> {
            IntStream.range(0, 10_000).forEach(_ -> asking.note(new LabEvent.SessionReset()));
            return "done";
        });
        assertThat(asking.events()).hasSize(THREADS * 10_000);
    }
}
