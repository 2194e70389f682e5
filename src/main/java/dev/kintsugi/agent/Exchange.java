package dev.kintsugi.agent;

import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// One answer in the making: model, tools, model again, at most six calls to the model; the last of them gets no tools,
/// so that it must answer. Belongs to one thread.
final class Exchange {
    private static final int MODEL_CALLS = 6;

    private final String agent;
    private final Model model;
    private final List<ToolSpec> specs;
    private final AgentRequest request;
    private final Wire wire;
    private final TokenSink sink;
    private final Predicate<Deadline> passed;
    private final Hands hands;
    private final List<Message> messages = new ArrayList<>();
    private final List<ToolUse> uses = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private CallKey key;
    private Usage usage = Usage.NONE;
    private long latencyMs;

    Exchange(String agent, Model model, List<Tool> tools, List<ToolSpec> specs, AgentRequest request, Wire wire,
            TokenSink sink, Predicate<Deadline> passed) {
        this.agent = agent;
        this.model = model;
        this.specs = specs;
        this.request = request;
        this.wire = wire;
        this.sink = sink;
        this.passed = passed;
        this.key = request.key();
        this.hands = new Hands(tools, new IdempotencyKeys(request.key().turn(), request.secret()));
    }

    AgentReply run(Message system) {
        messages.add(system);
        messages.addAll(request.history());
        for (int call = 1; call < MODEL_CALLS; call++) {
            var reply = ask(specs);
            if (reply.toolCalls().isEmpty()) {
                return answered(reply);
            }
            messages.add(Message.asking(reply.text(), reply.toolCalls()));
            useTools(reply);
        }
        return answered(ask(List.of()));
    }

    private ModelReply ask(List<ToolSpec> tools) {
        checkDeadline("model");
        var reply = wire.model(model, new ModelRequest(request.model(), messages, tools, request.maxTokens(), key,
                request.deadline()), sink);
        key = key.next();
        usage = usage.plus(reply.usage());
        latencyMs += reply.latencyMs();
        if (!reply.text().isBlank()) {
            texts.add(reply.text());
        }
        return reply;
    }

    private void useTools(ModelReply reply) {
        for (var call : reply.toolCalls()) {
            checkDeadline(call.name());
            var handled = hands.use(call, key, request.deadline(), wire);
            handled.use().ifPresent(use -> {
                uses.add(use);
                latencyMs += use.result().latencyMs();
                key = key.next();
            });
            messages.add(Message.tool(call.id(), handled.content()));
        }
    }

    private AgentReply answered(ModelReply last) {
        if (texts.isEmpty()) {
            throw ErrorTable.error(WireError.of(WireFault.EMPTY, "The model gave no answer."), context("model"));
        }
        return new AgentReply(String.join("\n\n", texts), last.model(), usage, last.finish(), uses, latencyMs,
                last.simulated());
    }

    private void checkDeadline(String target) {
        if (passed.test(request.deadline())) {
            throw ErrorTable.error(WireError.of(WireFault.READ_TIMEOUT, "No answer within the time allowed."),
                    context(target));
        }
    }

    private ErrorContext context(String target) {
        var place = request.key();
        return new ErrorContext(place.turn().session(), agent, request.model(), target, place.turn().number(),
                place.attempt() - 1);
    }
}
