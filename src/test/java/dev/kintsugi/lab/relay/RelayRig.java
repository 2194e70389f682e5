package dev.kintsugi.lab.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A relay to the scripted agent, and calls that a test takes through it step by step.
final class RelayRig implements AutoCloseable {
    final Lab lab;
    final Relay relay;
    private final Verdicts judge;
    private int calls;

    RelayRig(RelaySettings settings) { this(settings, H2Journal.inMemory()); }

    RelayRig(RelaySettings settings, Journal journal) {
        lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), journal,
                new EmbeddedState(new ConversationClock()), new TestAgents());
        judge = new Verdicts(lab);
        relay = new Relay(lab, new ScriptedChat(Agents.scripted(TestPacks.named("insurance"), 42, 8192)), settings);
    }

    /// A call that has arrived.
    ///
    /// @param fault that it asks for; empty for none
    RelayTurn arrive(String session, String text, String fault) {
        try {
            var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
            var ask = new ChatAsk((ObjectNode) new ObjectMapper().readTree(body),
                    body.getBytes(StandardCharsets.UTF_8), Map.of());
            return relay.arrive(new Call("req_" + ++calls, Optional.of(session), "caller", ask,
                    Optional.of(fault).filter(f -> !f.isEmpty()), Optional.empty(), new CompletableFuture<>()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Answers with an error that may pass.
    static void fail(RelayTurn call) {
        call.answer(Early.NOBODY);
        call.conclude(new Shown(Ending.ERROR, 503, 0, true, "overloaded", false));
    }

    static void reply(RelayTurn call) {
        call.answer(Early.NOBODY);
        call.conclude(new Shown(Ending.REPLY, 200, 0, false, "answered", false));
    }

    List<CallerVerdict> verdicts() { return judge.now(); }

    List<TurnStory> turns(String session) { return lab.open(new SessionId(session)).turns(); }

    @Override
    public void close() {
        relay.close();
        judge.close();
        lab.close();
    }
}
