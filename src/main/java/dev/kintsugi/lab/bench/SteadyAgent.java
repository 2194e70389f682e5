package dev.kintsugi.lab.bench;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import java.util.List;

/// An agent that always answers the same without thinking, so that what is measured is the lab. Its tokens are counted
/// exactly. Safe for many threads.
final class SteadyAgent implements Agent, Model {
    static final String QUESTION = "Where is my claim INS-2024-9876, and when will the money be paid?";
    static final String ANSWER = "Your claim INS-2024-9876 was approved on November 12, 2024, and we pay $1,250."
            + " The money will be in your account two days from now. Your rental stays covered until Friday, and"
            + " nothing further is needed from you; Maria Santos will call you if that changes.";

    private static final String NAME = "steady";
    private static final int WINDOW = 1_000_000;

    private final Tokens tokens = Tokens.ofEncoding("cl100k_base");
    private final Usage usage = new Usage(tokens.count(QUESTION), tokens.count(ANSWER));

    @Override
    public AgentReply answer(AgentRequest request, Wire wire, TokenSink sink) {
        var asked = new ModelRequest(request.model(), request.history(), List.of(), 0, request.key(),
                request.deadline());
        var reply = wire.model(this, asked, sink);
        return new AgentReply(reply.text(), NAME, reply.usage(), reply.finish(), List.of(), 0, true);
    }

    @Override
    public ModelReply call(ModelRequest request, TokenSink sink) {
        return new ModelReply(ANSWER, List.of(), FinishReason.STOP, NAME, usage, 0, true);
    }

    @Override
    public String name() { return NAME; }

    @Override
    public List<String> models() { return List.of(NAME); }

    @Override
    public boolean simulated() { return true; }

    @Override
    public List<ToolSpec> tools() { return List.of(); }

    @Override
    public List<Passage> knowledge() { return List.of(); }

    @Override
    public int contextWindow(String model) { return WINDOW; }

    @Override
    public int countTokens(String model, String text) { return tokens.count(text); }
}
