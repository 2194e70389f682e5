package dev.kintsugi.gateway.telemetry;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Tells a turn as spans: `invoke_agent`, in it `chat` for each call to a model and `execute_tool` for each use of a tool,
/// and what the lab did as `lab.*`. Used by one thread.
final class TurnSpans {
    private static final int REMEMBERED = 4_096;
    private static final String OPERATION = "gen_ai.operation.name";

    private final Tracer tracer;
    private final Map<SessionId, LabEvent.SessionOpened> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, LabEvent.SessionOpened> eldest) {
            return size() > REMEMBERED;
        }
    };

    TurnSpans(Tracer tracer) { this.tracer = tracer; }

    void opened(SessionId id, LabEvent.SessionOpened opened) { sessions.put(id, opened); }

    void turn(List<Entry> turn) {
        var first = turn.getFirst();
        var opened = sessions.get(first.session());
        var agent = opened == null ? "agent" : opened.agent();
        var root = tracer.spanBuilder("invoke_agent " + agent).setNoParent()
                .setStartTimestamp(first.wall(), TimeUnit.MILLISECONDS).setAttribute(OPERATION, "invoke_agent")
                .setAttribute("gen_ai.agent.name", agent).setAttribute("gen_ai.provider.name", "kintsugi")
                .setAttribute("gen_ai.conversation.id", first.session().value())
                .setAttribute("lab.turn", first.turn()).startSpan();
        var inside = Context.root().with(root);
        turn.forEach(entry -> tell(entry, root, inside));
        root.end(turn.getLast().wall(), TimeUnit.MILLISECONDS);
    }

    private void tell(Entry entry, Span root, Context inside) {
        if (entry.event() instanceof LabEvent.Attempted call) {
            call(entry, call, inside);
        } else if (entry.event() instanceof LabEvent.ToolUsed used) {
            tracer.spanBuilder("execute_tool " + used.tool()).setParent(inside)
                    .setStartTimestamp(entry.wall(), TimeUnit.MILLISECONDS).setAttribute(OPERATION, "execute_tool")
                    .setAttribute("gen_ai.tool.name", used.tool()).startSpan()
                    .end(entry.wall(), TimeUnit.MILLISECONDS);
        } else if (entry.event() instanceof LabEvent.Decided decided) {
            root.setAttribute("lab.fault.seed", decided.decision().seed());
        } else if (entry.event() instanceof LabEvent.Injected injected) {
            root.setAttribute("lab.fault.mode", injected.mode().wire());
            root.setAttribute("lab.fault.id", entry.session() + "/" + entry.turn() + "/" + entry.sequence());
        } else if (entry.event() instanceof LabEvent.Recovering step) {
            root.addEvent("lab.recovery", Attributes.builder().put("lab.recovery.pattern", step.step().pattern())
                    .put("lab.recovery.attempt", step.step().attempt())
                    .put("lab.recovery.action", step.step().action().name().toLowerCase(Locale.ROOT)).build(),
                    entry.wall(), TimeUnit.MILLISECONDS);
        } else if (entry.event() instanceof LabEvent.TurnConcluded end) {
            root.setAttribute("lab.recovery.outcome", end.outcome().wire());
            if (failed(end.outcome())) {
                root.setStatus(StatusCode.ERROR).setAttribute("error.type", end.status().wire());
            }
        }
    }

    /// Whether the failure reached the user.
    private static boolean failed(Outcome outcome) {
        return switch (outcome) {
            case LOST, HARMED, NATURAL_FAILURE -> true;
            case SOUND, TOLERATED, RECOVERED, SOFTENED, NATURAL_RECOVERED -> false;
        };
    }

    private void call(Entry entry, LabEvent.Attempted call, Context inside) {
        var model = call.target().equals("model");
        var name = model ? "chat " + call.model() : "execute_tool " + call.target();
        var span = tracer.spanBuilder(name).setParent(inside).setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(entry.wall() - call.latencyMs(), TimeUnit.MILLISECONDS)
                .setAttribute(OPERATION, model ? "chat" : "execute_tool")
                .setAttribute("lab.recovery.attempt", call.attempt()).startSpan();
        if (model) {
            span.setAttribute("gen_ai.provider.name", "kintsugi").setAttribute("gen_ai.request.model", call.model());
        } else {
            span.setAttribute("gen_ai.tool.name", call.target());
        }
        if (model && call.ok()) {
            span.setAttribute("gen_ai.response.model", call.model())
                    .setAttribute("gen_ai.usage.input_tokens", call.promptTokens())
                    .setAttribute("gen_ai.usage.output_tokens", call.completionTokens());
        }
        if (!call.ok()) {
            var fault = call.fault();
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", call.status() > 0
                    ? Integer.toString(call.status())
                    : fault == null ? "error" : fault.name().toLowerCase(Locale.ROOT));
        }
        span.end(entry.wall(), TimeUnit.MILLISECONDS);
    }
}
