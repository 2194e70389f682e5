package dev.kintsugi.lab.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.ConversationClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Whoever stands behind the gateway, as an agent of the lab: so that its sessions are sessions like any other.
/// Immutable.
record GatewayAgent(ChatSource source, String model) implements Agent {
    static final String NAME = "gateway";
    private static final int UNKNOWN_WINDOW = 128_000;

    @Override
    public String name() { return NAME; }

    @Override
    public List<String> models() { return List.of(model); }

    @Override
    public boolean simulated() { return source.scripted(); }

    @Override
    public List<ToolSpec> tools() { return List.of(); }

    @Override
    public List<Passage> knowledge() { return List.of(); }

    @Override
    public int contextWindow(String name) { return UNKNOWN_WINDOW; }

    @Override
    public int countTokens(String name, String text) { return source.countTokens(name, text); }

    @Override
    public AgentReply answer(AgentRequest request, Wire wire, TokenSink sink) {
        var model = new SourceModel(source,
                ask(Api.CHAT_COMPLETIONS, request.model(), request.history(), request.maxTokens(), Map.of()),
                Early.NOBODY,
                new ConversationClock(), new CompletableFuture<>());
        var reply = wire.model(model, new ModelRequest(request.model(), request.history(), List.of(),
                request.maxTokens(), request.key(), request.deadline()), sink);
        return new AgentReply(reply.text(), reply.model(), reply.usage(), reply.finish(), List.of(), reply.latencyMs(),
                reply.simulated());
    }

    /// A request of our own making.
    ///
    /// @param api       by which it is asked
    /// @param maxTokens 0 for no limit
    static ChatAsk ask(Api api, String model, List<Message> messages, int maxTokens, Map<String, String> headers) {
        var tree = JsonNodeFactory.instance.objectNode().put("model", model);
        if (maxTokens > 0) {
            tree.put("max_tokens", maxTokens);
        }
        return new ChatAsk(tree, new byte[0], headers, api, tree).with(model, messages);
    }
}
