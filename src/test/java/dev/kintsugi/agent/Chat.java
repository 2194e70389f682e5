package dev.kintsugi.agent;

import dev.kintsugi.agent.scripted.ScriptedModel;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A conversation with a scripted agent, for tests and for reading transcripts by hand.
final class Chat {
    static final SessionId SESSION = new SessionId("chat");

    final ServiceDesk desk = new ServiceDesk();
    final List<Message> history = new ArrayList<>();
    final Agent agent;
    private int turn;

    Chat(String pack) { this(pack, 7); }

    Chat(String pack, long seed) {
        this.agent = Agents.scripted(TestPacks.named(pack), seed, ScriptedModel.DEFAULT_WINDOW, desk);
    }

    AgentReply ask(String text) { return ask(text, 1, List.of()); }

    AgentReply ask(String text, int attempt, List<String> notes) {
        turn++;
        history.add(Message.user(text));
        var reply = agent.answer(request(attempt, notes), Wire.DIRECT, TokenSink.NONE);
        history.add(Message.assistant(reply.text()));
        return reply;
    }

    String say(String text) { return ask(text).text(); }

    /// A message whose answer never arrived.
    void lose(String text) {
        turn++;
        history.add(Message.user(text));
    }

    AgentRequest request(int attempt, List<String> notes) {
        return new AgentRequest(new CallKey(new TurnId(SESSION, turn), 3, attempt, 1), history, notes,
                ScriptedModel.LARGE, 0, Deadline.NONE);
    }

    /// Prints what an agent says to the lines of a file: `chat PACK FILE`; an empty line begins a new conversation.
    public static void main(String[] args) throws IOException {
        var chat = new Chat(args[0]);
        for (var line : Files.readAllLines(Path.of(args[1]))) {
            if (line.isBlank()) {
                chat = new Chat(args[0]);
                System.out.println("----");
            } else {
                var reply = chat.ask(line);
                System.out.println("> " + line + "\n  " + reply.text() + (reply.tools().isEmpty()
                        ? ""
                        : "   " + reply.tools()
                                .stream()
                                .map(use -> use.call().name() + (use.result().ok() ? "" : "!") + use.call().arguments())
                                .toList()));
            }
        }
    }
}
