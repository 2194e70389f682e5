package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.Change;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One fault at work in one turn. Safe for many threads.
final class ActingFault {
    static final String MODEL = "model";

    private final Scene scene;
    private final Fault fault;
    private final String target;
    private final FaultMemory memory;
    private final LabClock clock;
    private final Shadow shadow;
    private final Consumer<LabEvent.Injected> sink;

    ActingFault(Scene scene, LabClock clock, Shadow shadow, Consumer<LabEvent.Injected> sink) {
        this.scene = scene;
        this.fault = scene.fault();
        this.target = scene.parameter(Parameter.TARGET);
        this.memory = new FaultMemory(scene);
        this.clock = clock;
        this.shadow = shadow;
        this.sink = sink;
    }

    boolean acted() { return memory.acted(); }

    boolean actedOn(int attempt) { return memory.actedOn(attempt); }

    void stop() { memory.stop(); }

    void freshCredential() { memory.freshCredential(); }

    ModelReply model(Wire inner, Model model, ModelRequest request, TokenSink tokens) {
        if (!memory.acts(request, nowMs(), shadow) || !target.equals(MODEL)) {
            return inner.model(model, request, tokens);
        }
        return switch (fault) {
            case Breakage breakage ->
                throw broken(breakage, request.key(), request.deadline(),
                        () -> shadow.natural(request.key()).text());
            case Rewrite rewrite -> rewritten(rewrite, inner, model, request, tokens);
        };
    }

    ToolResult tool(Wire inner, Tool tool, ToolRequest request) {
        if (!target.equals(tool.spec().name()) || !memory.acts(request.key().attempt(), nowMs())) {
            return inner.tool(tool, request);
        }
        return switch (fault) {
            case Breakage breakage ->
                throw broken(breakage, request.key(), request.deadline(), () -> tool.preview(request).content());
            case Hallucination hallucination -> falsified(hallucination, request.key(), inner.tool(tool, request));
            case Rewrite _ -> inner.tool(tool, request);
        };
    }

    private AgentError broken(Breakage breakage, CallKey key, Deadline deadline, Supplier<String> answer) {
        var start = clock.now();
        memory.act(key.attempt(), start.toEpochMilli());
        var left = deadline.remaining(clock);
        var natural = "";
        var hangs = breakage.delay(scene);
        hangs = hangs.compareTo(left) < 0 ? hangs : left;
        try {
            natural = natural(answer);
            clock.sleep(hangs.minus(Duration.between(start, clock.now())), WaitReason.INJECTED_DELAY);
        } catch (Cancelled e) {
            report(key, natural, "", "cancelled while it hung", List.of());
            throw e;
        }
        var hit = new Breakage.Hit(target, memory.model(), memory.load(), memory.limit(), hangs);
        var error = ErrorTable.error(breakage.error(scene, hit), new ErrorContext(key.turn().session(), shadow.agent(),
                memory.model(), target, key.turn().number(), key.attempt() - 1));
        var changes = List.of(new Change(Change.Kind.WHOLE, Text.of(natural), Text.EMPTY));
        report(key, natural, "", error.wire().status() == 0
                ? error.wire().message()
                : error.wire().status() + ": " + error.wire().message(), changes);
        return error;
    }

    /// An agent that fails by itself has no natural answer, and neither has a tool that breaks down.
    private static String natural(Supplier<String> answer) {
        try {
            return answer.get();
        } catch (Cancelled e) {
            throw e;
        } catch (RuntimeException e) {
            return "";
        }
    }

    private ModelReply rewritten(Rewrite rewrite, Wire inner, Model model, ModelRequest request, TokenSink tokens) {
        var reply = inner.model(model, request, TokenSink.NONE);
        var observed = reply;
        if (reply.toolCalls().isEmpty()) {
            memory.act(request.key().attempt(), nowMs());
            observed = new ActedOut(scene).reply(inner, model, request, reply);
            if (observed == reply) {
                var bad = rewrite.rewrite(reply.text(), scene);
                observed = recounted(reply.withText(bad.text()));
                report(request.key(), reply.text(), bad.text(), "", bad.changes());
            } else {
                report(request.key(), reply.text(), observed.text(), "", ActedOut.changes(reply, observed));
            }
        }
        if (!reply.simulated() && !observed.text().isEmpty()) {
            tokens.token(observed.text());
        }
        return observed;
    }

    private ModelReply recounted(ModelReply reply) {
        return new ModelReply(reply.text(), reply.toolCalls(), reply.finish(), reply.model(),
                new Usage(reply.usage().promptTokens(), shadow.tokens(reply.model(), reply.text())),
                reply.latencyMs(), reply.simulated());
    }

    private ToolResult falsified(Hallucination hallucination, CallKey key, ToolResult result) {
        var bad = hallucination.falsify(result.content(), scene);
        if (bad.changes().isEmpty()) {
            return result;
        }
        memory.act(key.attempt(), nowMs());
        report(key, result.content(), bad.text(), "", bad.changes());
        return new ToolResult(bad.text(), result.ok(), result.latencyMs(), result.simulated());
    }

    private void report(CallKey key, String natural, String observed, String error, List<Change> changes) {
        sink.accept(new LabEvent.Injected(scene.named(), key.attempt(), target, Text.of(natural), Text.of(observed),
                error, changes, memory.cure().words()));
    }

    private long nowMs() { return clock.now().toEpochMilli(); }
}
