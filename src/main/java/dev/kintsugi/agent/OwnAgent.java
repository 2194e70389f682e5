package dev.kintsugi.agent;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// An agent of one's own, for trying out what failures make of it: a Java function that gets the conversation and answers,
/// and uses tools on the way. Whatever it does passes the lab's wire, where faults act and recovery stands. What the
/// function throws is a failure of the agent. Immutable; safe for many threads as far as the function is.
///
/// @param answering gives the answer to the user's last message
public record OwnAgent(String name, Function<Talk, String> answering, List<Tool> hands,
        List<Passage> knowledge) implements Agent {
    private static final String MODEL = "own";
    private static final int WINDOW = 128_000;
    private static final Tokens TOKENS = Tokens.ofEncoding("o200k_base");

    public OwnAgent {
        hands = List.copyOf(hands);
        knowledge = List.copyOf(knowledge);
    }

    public static OwnAgent of(String name, Function<Talk, String> answering) {
        return new OwnAgent(name, answering, List.of(), List.of());
    }

    /// With these tools.
    public OwnAgent using(Tool... tools) { return new OwnAgent(name, answering, List.of(tools), knowledge); }

    /// With this to know: what its answers are checked against.
    public OwnAgent knowing(String title, String text) {
        var more = new ArrayList<>(knowledge);
        more.add(new Passage(Integer.toString(more.size() + 1), title, text));
        return new OwnAgent(name, answering, hands, more);
    }

    @Override
    public List<String> models() { return List.of(MODEL); }

    @Override
    public boolean simulated() { return true; }

    @Override
    public List<ToolSpec> tools() { return hands.stream().map(Tool::spec).toList(); }

    @Override
    public int contextWindow(String model) { return WINDOW; }

    @Override
    public int countTokens(String model, String text) { return TOKENS.count(text); }

    @Override
    public AgentReply answer(AgentRequest request, Wire wire, TokenSink sink) {
        var talk = new Talk(request, hands, wire);
        var messages = Stream.concat(request.notes().stream().map(Message::system), request.history().stream());
        var reply = wire.model(new Answering(this, talk), new ModelRequest(request.model(), messages.toList(), tools(),
                request.maxTokens(), request.key(), request.deadline()), sink);
        return new AgentReply(reply.text(), reply.model(), reply.usage(), reply.finish(), talk.uses(),
                reply.latencyMs(), true);
    }

    /// The function as the model behind the wire.
    private record Answering(OwnAgent agent, Talk talk) implements Model {
        @Override
        public int contextWindow(String model) { return WINDOW; }

        @Override
        public ModelReply call(ModelRequest request, TokenSink sink) {
            var text = text(request);
            var asked = request.messages().stream().mapToInt(m -> TOKENS.count(m.content())).sum();
            return new ModelReply(text, List.of(), FinishReason.STOP, MODEL, new Usage(asked, TOKENS.count(text)), 0,
                    true);
        }

        private String text(ModelRequest request) {
            try {
                return Objects.requireNonNull(agent.answering().apply(talk), "it answered nothing: null");
            } catch (AgentError | Cancelled e) {
                throw e;
            } catch (RuntimeException e) {
                var key = request.key();
                var words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                throw ErrorTable.error(WireError.of(WireFault.STREAM_ERROR, words), new ErrorContext(
                        key.turn().session(), agent.name(), MODEL, "model", key.turn().number(), key.attempt() - 1));
            }
        }
    }
}
