package dev.kintsugi.lab;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.lab.time.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// The outermost wire of a turn: writes down every call and how it went, lets no tool act past the gate, commits
/// the intent of an effect before it acts, takes a checkpoint before a risky one, and makes simulated latency pass. Used by one turn on one thread.
final class LabWire implements Wire {
    private static final String PRE_TOOL = "pre_tool";

    private final Wire inner;
    private final LabClock clock;
    private final Pace pace;
    private final String agent;
    private final Consumer<LabEvent> record;
    private final SessionCore session;
    private final int turn;
    private final ToolGate gate;
    private final Consent consent;

    LabWire(Wire inner, SessionCore session, int turn, Consumer<LabEvent> record, ToolGate gate, Consent consent) {
        this.inner = inner;
        this.clock = session.work();
        this.pace = session.pace();
        this.agent = session.agent().name();
        this.record = record;
        this.session = session;
        this.turn = turn;
        this.gate = gate;
        this.consent = consent;
    }

    @Override
    public ModelReply model(Model model, ModelRequest request, TokenSink sink) {
        var start = clock.now();
        try {
            var reply = inner.model(model, request, sink);
            if (reply.simulated()) {
                inTime(reply.latencyMs(), request.deadline(), request.key(), request.model(), "model");
                pace.stream(reply.toolCalls().isEmpty() ? reply.text() : "", Duration.ofMillis(reply.latencyMs()),
                        sink);
            }
            record.accept(new LabEvent.Attempted(request.key().attempt(), request.key().call(), "model", reply.model(),
                    reply.usage().promptTokens(), reply.usage().completionTokens(), since(start), reply.simulated(),
                    true, Text.of(reply.text()), null, 0, null, null, Text.EMPTY, reply.finish()));
            return reply;
        } catch (AgentError e) {
            record.accept(failed(e, request.key().attempt(), request.key().call(), "model", request.model(), start));
            throw e;
        } catch (Cancelled e) {
            record.accept(cancelled(request.key(), "model", request.model(), start));
            throw e;
        }
    }

    @Override
    public ToolResult tool(Tool tool, ToolRequest request) {
        return switch (gate.way(tool, request, consent)) {
            case ToolGate.Way.Go go -> act(tool, go.request());
            case ToolGate.Way.Instead instead -> instead.result();
        };
    }

    private ToolResult act(Tool tool, ToolRequest request) {
        var spec = tool.spec();
        var start = clock.now();
        var arguments = Text.of(request.call().arguments());
        if (spec.effect() != Effect.READ) {
            if (spec.effect() == Effect.RISKY) {
                record.accept(new LabEvent.CheckpointTaken(PRE_TOOL, session.remembered()));
                session.checkpoint(PRE_TOOL, turn);
            }
            record.accept(new LabEvent.ToolIntended(spec.name(), spec.effect(), request.idempotencyKey(), arguments));
            session.commit(turn);
        }
        try {
            var result = inner.tool(tool, request);
            if (result.simulated()) {
                if (spec.effect() == Effect.READ) {
                    inTime(result.latencyMs(), request.deadline(), request.key(), "", spec.name());
                }
                pace.stream("", Duration.ofMillis(result.latencyMs()), TokenSink.NONE);
            }
            record.accept(new LabEvent.ToolUsed(spec.name(), spec.effect(), request.idempotencyKey(), arguments,
                    Text.of(result.content()), result.ok()));
            return result;
        } catch (AgentError e) {
            record.accept(failed(e, request.key().attempt(), request.key().call(), spec.name(), "", start));
            if (spec.effect() == Effect.RISKY) {
                record.accept(new LabEvent.StateRestored(PRE_TOOL, session.remembered()));
            }
            throw e;
        } catch (Cancelled e) {
            record.accept(cancelled(request.key(), spec.name(), "", start));
            throw e;
        }
    }

    /// What takes longer than its deadline is waited for until then and has no answer. An act that was done is told all
    /// the same: it happened.
    private void inTime(long latencyMs, Deadline deadline, CallKey key, String model, String target) {
        var left = deadline.remaining(clock);
        if (left.compareTo(Duration.ofMillis(latencyMs)) < 0) {
            pace.stream("", left, TokenSink.NONE);
            throw ErrorTable.error(WireError.of(WireFault.READ_TIMEOUT, "No answer within the time allowed."),
                    new ErrorContext(key.turn().session(), agent, model, target, key.turn().number(),
                            key.attempt() - 1));
        }
    }

    private LabEvent.Attempted failed(AgentError e, int attempt, int call, String target, String model,
            Instant start) {
        return new LabEvent.Attempted(attempt, call, target, model, 0, 0, since(start), false, false, Text.EMPTY,
                e.wire().fault(), e.wire().status(), e.category(), e.severity(), Text.of(e.wire().message()));
    }

    /// A call that was under way when somebody stopped the turn, or when another attempt was first.
    private LabEvent.Attempted cancelled(CallKey key, String target, String model, Instant start) {
        return new LabEvent.Attempted(key.attempt(), key.call(), target, model, 0, 0, since(start), false, false,
                Text.EMPTY, null, 0, null, null, Text.of("cancelled"));
    }

    private long since(Instant start) { return Duration.between(start, clock.now()).toMillis(); }
}
