package dev.kintsugi.agent;

import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.prompt.SystemPrompt;
import dev.kintsugi.agent.search.PassageIndex;
import dev.kintsugi.agent.search.PerPack;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An agent over any model: gives it the pack's persona, rules and the passages that may help, and uses the pack's tools
/// for it until it has an answer. Immutable; safe for many threads.
public final class ToolAgent implements Agent {
    private static final int PASSAGES = 3;
    private static final PerPack<PassageIndex> PASSAGES_OF = new PerPack<>(PassageIndex::new);
    private static final PerPack<List<Passage>> KNOWLEDGE_OF = new PerPack<>(Pack::knowledge);
    private static final int SHORT_QUESTION = 30;

    private final Model model;
    private final Pack pack;
    private final List<String> models;
    private final Tokens tokens;
    private final boolean simulated;
    private final List<Tool> tools;
    private final List<ToolSpec> specs;
    private final List<Passage> knowledge;
    private final PassageIndex index;
    private final Predicate<Deadline> passed;

    ToolAgent(Model model, Pack pack, List<String> models, Tokens tokens, boolean simulated, List<Tool> tools) {
        this(model, pack, List.copyOf(models), tokens, simulated, List.copyOf(tools), PASSAGES_OF.of(pack),
                _ -> false);
    }

    private ToolAgent(Model model, Pack pack, List<String> models, Tokens tokens, boolean simulated, List<Tool> tools,
            PassageIndex index, Predicate<Deadline> passed) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("an agent needs a model to ask");
        }
        this.model = model;
        this.pack = pack;
        this.models = models;
        this.tokens = tokens;
        this.simulated = simulated;
        this.tools = tools;
        this.specs = tools.stream().map(Tool::spec).toList();
        this.knowledge = KNOWLEDGE_OF.of(pack);
        this.index = index;
        this.passed = passed;
    }

    /// The same agent, which asks nobody any more once a deadline has passed on this clock. Without a clock it leaves
    /// deadlines to the wire.
    public ToolAgent on(LabClock clock) {
        return new ToolAgent(model, pack, models, tokens, simulated, tools, index, deadline -> deadline.passed(clock));
    }

    @Override
    public String name() { return pack.agent(); }

    @Override
    public List<String> models() { return models; }

    @Override
    public boolean simulated() { return simulated; }

    @Override
    public List<ToolSpec> tools() { return specs; }

    @Override
    public List<Passage> knowledge() { return knowledge; }

    @Override
    public int contextWindow(String name) { return model.contextWindow(name); }

    @Override
    public int countTokens(String name, String text) { return tokens.count(text); }

    @Override
    public @Nullable Model provider() { return simulated ? null : model; }

    @Override
    public AgentReply answer(AgentRequest request, Wire wire, TokenSink sink) {
        var system = new SystemPrompt(pack.persona(), pack.rules(), index.best(question(request.history()), PASSAGES),
                request.notes());
        return new Exchange(pack.agent(), model, tools, specs, request, wire, sink, passed)
                .run(Message.system(system.text()));
    }

    /// What to look up: the last message, and the one before it when the last says too little by itself.
    private static String question(List<Message> history) {
        var asked = history.stream().filter(message -> message.role() == Role.USER).map(Message::content).toList();
        if (asked.isEmpty()) {
            return "";
        }
        var last = asked.getLast();
        return last.length() < SHORT_QUESTION && asked.size() > 1 ? last + " " + asked.get(asked.size() - 2) : last;
    }
}
