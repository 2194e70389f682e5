package dev.kintsugi.gateway.telemetry;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import io.opentelemetry.api.common.AttributeKey;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells a turn as spans: `invoke_agent`, in it `chat` for each call to a model and `execute_tool` for each use of a tool,
/// and what the lab did as `lab.*`. Used by one thread.
final class TurnSpans {
    private static final int REMEMBERED = 4_096;
    private static final String OPERATION = "gen_ai.operation.name";
    private static final String PROVIDER = "gen_ai.provider.name";
    private static final String CONVERSATION = "gen_ai.conversation.id";
    private static final String ERROR = "error.type";
    private static final String ATTEMPT = "lab.recovery.attempt";

    private static final AttributeKey<List<String>> FINISH = AttributeKey
            .stringArrayKey("gen_ai.response.finish_reasons");

    private final Tracer tracer;
    private final Supplier<String> provider;
    private final Map<SessionId, LabEvent.SessionOpened> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, LabEvent.SessionOpened> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param provider who answers, as the conventions name it
    TurnSpans(Tracer tracer, Supplier<String> provider) {
        this.tracer = tracer;
        this.provider = provider;
    }

    void opened(SessionId id, LabEvent.SessionOpened opened) { sessions.put(id, opened); }

    void turn(List<Entry> turn) {
        var first = turn.getFirst();
        var opened = sessions.get(first.session());
        var agent = opened == null ? "agent" : opened.agent();
        var root = tracer.spanBuilder("invoke_agent " + agent).setNoParent()
                .setStartTimestamp(first.wall(), TimeUnit.MILLISECONDS).setAttribute(OPERATION, "invoke_agent")
                .setAttribute("gen_ai.agent.name", agent).setAttribute(PROVIDER, provider.get())
                .setAttribute(CONVERSATION, first.session().value())
                .setAttribute("lab.turn", first.turn()).startSpan();
        var inside = Context.root().with(root);
        var asked = turn.stream().map(Entry::event).filter(LabEvent.CallArrived.class::isInstance)
                .map(e -> ((LabEvent.CallArrived) e).model()).findFirst();
        turn.forEach(entry -> tell(entry, root, inside, asked));
        root.end(turn.getLast().wall(), TimeUnit.MILLISECONDS);
    }

    private void tell(Entry entry, Span root, Context inside, Optional<String> asked) {
        if (entry.event() instanceof LabEvent.Attempted call) {
            if (call.ofModel()) {
                chat(entry, call, inside, asked.orElse(call.model()));
            } else {
                ended(tool(call.target(), entry, call.latencyMs(), inside), entry, call);
            }
        } else if (entry.event() instanceof LabEvent.ToolUsed used) {
            var span = tool(used.tool(), entry, 0, inside);
            if (!used.ok()) {
                span.setStatus(StatusCode.ERROR).setAttribute(ERROR, "_OTHER");
            }
            span.end(entry.wall(), TimeUnit.MILLISECONDS);
        } else if (entry.event() instanceof LabEvent.Decided decided) {
            root.setAttribute("lab.fault.seed", decided.decision().seed());
        } else if (entry.event() instanceof LabEvent.Injected injected) {
            root.setAttribute("lab.fault.mode", injected.mode().wire());
            root.setAttribute("lab.fault.id", entry.session() + "/" + entry.turn() + "/" + entry.sequence());
        } else if (entry.event() instanceof LabEvent.Recovering step) {
            root.addEvent("lab.recovery", Attributes.builder().put("lab.recovery.pattern", step.step().pattern())
                    .put(ATTEMPT, step.step().attempt())
                    .put("lab.recovery.action", step.step().action().name().toLowerCase(Locale.ROOT)).build(),
                    entry.wall(), TimeUnit.MILLISECONDS);
        } else if (entry.event() instanceof LabEvent.TurnConcluded end) {
            root.setAttribute("lab.recovery.outcome", end.outcome().wire());
            if (failed(end.outcome())) {
                root.setStatus(StatusCode.ERROR).setAttribute(ERROR, end.status().wire());
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

    /// @param asked the model that the request named
    private void chat(Entry entry, LabEvent.Attempted call, Context inside, String asked) {
        var span = tracer.spanBuilder("chat " + asked).setParent(inside).setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(entry.wall() - call.latencyMs(), TimeUnit.MILLISECONDS)
                .setAttribute(OPERATION, "chat").setAttribute(PROVIDER, provider.get())
                .setAttribute("gen_ai.request.model", asked).setAttribute(CONVERSATION, entry.session().value())
                .setAttribute(ATTEMPT, call.attempt()).startSpan();
        call.stopped().ifPresent(why -> span.setAttribute("gen_ai.response.model", call.model())
                .setAttribute(FINISH, List.of(why.name().toLowerCase(Locale.ROOT)))
                .setAttribute("gen_ai.usage.input_tokens", call.promptTokens())
                .setAttribute("gen_ai.usage.output_tokens", call.completionTokens()));
        ended(span, entry, call);
    }

    private Span tool(String name, Entry entry, long tookMs, Context inside) {
        return tracer.spanBuilder("execute_tool " + name).setParent(inside)
                .setStartTimestamp(entry.wall() - tookMs, TimeUnit.MILLISECONDS)
                .setAttribute(OPERATION, "execute_tool").setAttribute("gen_ai.tool.name", name)
                .setAttribute("gen_ai.tool.type", "function").startSpan();
    }

    private static void ended(Span span, Entry entry, LabEvent.Attempted call) {
        if (!call.ok()) {
            var fault = call.fault();
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR, call.status() > 0
                    ? Integer.toString(call.status())
                    : fault == null ? "_OTHER" : fault.name().toLowerCase(Locale.ROOT));
        }
        span.end(entry.wall(), TimeUnit.MILLISECONDS);
    }
}
