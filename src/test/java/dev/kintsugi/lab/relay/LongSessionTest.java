package dev.kintsugi.lab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A program calls in one session without an end.
class LongSessionTest {
    private static final SessionId NAMED = new SessionId("soak");
    private static final int CALLS = 1_100;

    @Test
    void memoryHoldsTheLatestTurnsAndTheLogHasAll() throws Exception {
        try (var lab = new Lab(LabSettings.defaults(), H2Journal.inMemory(),
                new EmbeddedState(new ConversationClock()), new TestAgents())) {
            try (var relay = relay(lab)) {
                for (int i = 1; i <= CALLS; i++) {
                    call(relay, "question " + i);
                }
                holdsTheLatest(lab);
            }
            try (var again = relay(lab)) {
                call(again, "question " + (CALLS + 1));
                holdsTheLatest(lab);
            }
            assertThat(lab.open(NAMED).turns()).hasSize(CALLS + 1);
            assertThat(lab.replay(NAMED).difference()).isEmpty();
        }
    }

    private static void holdsTheLatest(Lab lab) {
        var session = lab.openSessions().getFirst();
        assertThat(session.turns()).hasSizeBetween(100, 200);
        assertThat(session.history()).hasSizeBetween(100, 200);
        assertThat(session.tally().turns()).isEqualTo(session.row().turns()).isGreaterThanOrEqualTo(CALLS);
        assertThat(session.row().title()).isEqualTo("question 1");
        assertThat(session.turns().getLast().number()).isEqualTo(session.row().turns());
    }

    private static Relay relay(Lab lab) {
        return new Relay(lab, new ScriptedChat(Agents.scripted(TestPacks.named("insurance"), 42, 8192)),
                RelaySettings.DEFAULTS);
    }

    private static void call(Relay relay, String text) throws Exception {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        var ask = new ChatAsk((ObjectNode) new ObjectMapper().readTree(body), body.getBytes(StandardCharsets.UTF_8),
                Map.of());
        var turn = relay.arrive(new Call("req", Optional.of(NAMED.value()), "caller", ask, Optional.empty(),
                Optional.empty(), new CompletableFuture<>()));
        turn.answer(Early.NOBODY);
        turn.conclude(new Shown(Ending.REPLY, 200, 0, false, "answered", false));
    }
}
