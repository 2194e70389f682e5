package dev.kintsugi.lab.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.ConversationClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        var model = new SourceModel(source, ask(request.model(), request.history(), request.maxTokens()), Early.NOBODY,
                new ConversationClock());
        var reply = wire.model(model, new ModelRequest(request.model(), request.history(), List.of(),
                request.maxTokens(), request.key(), request.deadline()), sink);
        return new AgentReply(reply.text(), reply.model(), reply.usage(), reply.finish(), List.of(), reply.latencyMs(),
                reply.simulated());
    }

    /// A request of our own making.
    static ChatAsk ask(String model, List<Message> messages, int maxTokens) {
        var tree = JsonNodeFactory.instance.objectNode().put("model", model);
        if (maxTokens > 0) {
            tree.put("max_tokens", maxTokens);
        }
        return with(tree, messages, Map.of());
    }

    /// The request with other messages, and not streamed.
    static ChatAsk with(ObjectNode tree, List<Message> messages, Map<String, String> headers) {
        tree.remove("stream");
        tree.remove("stream_options");
        var all = tree.putArray("messages");
        messages.forEach(m -> all.addObject().put("role", m.role().name().toLowerCase(Locale.ROOT)).put("content",
                m.content()));
        return new ChatAsk(tree, tree.toString().getBytes(StandardCharsets.UTF_8), headers);
    }
}
