package dev.kintsugi.lab.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Calls side by side in a session that another lab writes to as well.
class SharedSessionTest {
    private static final SessionId SHARED = new SessionId("shared");

    @Test
    void aCallWhoseBeginningWentWithAFailedWriteIsRefusedAndTheLogIsWhole() throws Exception {
        var journal = H2Journal.inMemory();
        try (var lab = lab(journal); var relay = relay(lab)) {
            conclude(arrive(relay, "first"));
            var slow = arrive(relay, "slow");
            var quick = arrive(relay, "quick");
            lab(journal).open(SHARED);
            assertThatThrownBy(() -> conclude(quick)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> conclude(slow)).isInstanceOf(Problem.class).hasMessageContaining("Ask again");
            conclude(arrive(relay, "slow"));
            conclude(arrive(relay, "quick"));
            assertThat(lab.open(SHARED).turns()).extracting(turn -> turn.message().value(), TurnStory::state)
                    .containsExactly(tuple("first", TurnStory.State.CONCLUDED),
                            tuple("slow", TurnStory.State.CONCLUDED),
                            tuple("quick", TurnStory.State.CONCLUDED));
            assertThat(lab.replay(SHARED).difference()).isEmpty();
        }
    }

    private static Lab lab(H2Journal journal) {
        return new Lab(LabSettings.defaults(), journal, new EmbeddedState(new ConversationClock()), new TestAgents());
    }

    private static Relay relay(Lab lab) {
        return new Relay(lab, new ScriptedChat(Agents.scripted(TestPacks.named("insurance"), 42, 8192)),
                RelaySettings.DEFAULTS);
    }

    private static RelayTurn arrive(Relay relay, String text) throws Exception {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        var ask = new ChatAsk((ObjectNode) new ObjectMapper().readTree(body), body.getBytes(StandardCharsets.UTF_8),
                Map.of());
        return relay.arrive(new Call("req_" + text, Optional.of(SHARED.value()), "caller", ask, Optional.empty(),
                Optional.empty(), new CompletableFuture<>()));
    }

    private static void conclude(RelayTurn turn) {
        turn.answer(Early.NOBODY);
        turn.conclude(new Shown(Ending.REPLY, 200, 0, false, "answered", false));
    }
}
