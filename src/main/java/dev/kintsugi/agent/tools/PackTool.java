package dev.kintsugi.agent.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A tool over a pack's records. Its latency is simulated: 40 to 160 ms for looking, 120 to 420 ms for doing.
///
/// @param parameters the names that its schema knows
record PackTool(ToolSpec spec, Set<String> parameters, Action action, ServiceDesk desk, Draws draws) implements Tool {

    /// What a tool does, without doing it: the answer, and the deed to record.
    interface Action {
        Decided decide(Arguments arguments, String reference, List<Deed> before) throws Refusal;
    }

    record Decided(ObjectNode answer, Optional<Deed> deed) {
        static Decided looked(ObjectNode answer) { return new Decided(answer, Optional.empty()); }
    }

    @Override
    public ToolResult call(ToolRequest request) {
        if (spec.effect() == Effect.READ) {
            return decide(request, List.of()).result();
        }
        return counter(request).once(request.idempotencyKey(), before -> decide(request, before));
    }

    @Override
    public ToolResult preview(ToolRequest request) {
        if (spec.effect() == Effect.READ) {
            return call(request);
        }
        var counter = counter(request);
        return counter.answered(request.idempotencyKey()).orElseGet(() -> decide(request, counter.deeds()).result());
    }

    /// The desk stands in memory: what it does not know may have been done before a restart.
    @Override
    public Fate fate(ToolRequest request) {
        return counter(request).answered(request.idempotencyKey()).<Fate>map(Fate.Done::new)
                .orElseGet(Fate.NoTrace::new);
    }

    private ServiceDesk.Counter counter(ToolRequest request) { return desk.counter(request.key().turn().session()); }

    private ServiceDesk.Done decide(ToolRequest request, List<Deed> before) {
        try {
            var arguments = Arguments.parse(request.call().arguments(), parameters);
            var decided = action.decide(arguments, Reference.of(request.idempotencyKey()), before);
            return new ServiceDesk.Done(result(decided.answer(), true, request), decided.deed());
        } catch (Refusal refusal) {
            var answer = JsonNodeFactory.instance.objectNode();
            answer.putObject("error").put("code", refusal.code()).put("message", refusal.words());
            return new ServiceDesk.Done(result(answer, false, request), Optional.empty());
        }
    }

    private ToolResult result(ObjectNode answer, boolean ok, ToolRequest request) {
        return new ToolResult(answer.toString(), ok, latency(request), true);
    }

    private long latency(ToolRequest request) {
        var key = request.key();
        var at = new DrawKey(key.drawKey(), key.turn().number(), key.attempt(),
                "tool.latency." + spec.name() + "." + key.call());
        return spec.effect() == Effect.READ ? 40 + draws.below(at, 121) : 120 + draws.below(at, 301);
    }
}
