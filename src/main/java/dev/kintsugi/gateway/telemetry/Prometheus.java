package dev.kintsugi.gateway.telemetry;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.report.recovery.PatternOutcome;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lab's measures for Prometheus at `/metrics`, counted from what was put on disk since the gateway started. Safe
/// for many threads.
///
/// Without exemplars: no trace is under way when a batch is on disk, and looking for one loads OpenTelemetry.
public final class Prometheus {
    private static final int OPEN = 1;
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
    private static final String NONE = "none";
    /// A caller may name any model: so many are told apart, so that nobody grows the list without end.
    private static final int MOST_MODELS = 100;
    private static final String OTHER = "other";

    /// Prometheus' own text, or OpenMetrics for who asks for it. The third that a Prometheus may put first, protobuf, would
    /// need a library of its own.
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder().name("agent_requests_total")
            .help("Concluded turns by failure and status").labelNames("failure_type", "status").withoutExemplars()
            .register(registry);
    private final Histogram duration = Histogram.builder().name("agent_response_duration_seconds")
            .help("Lab time from message to delivery").classicUpperBounds(SECONDS).classicOnly().withoutExemplars()
            .register(registry);
    private final Counter injections = Counter.builder().name("failure_injections_total")
            .help("Turns on which a fault acted").labelNames("failure_mode", "scenario").withoutExemplars()
            .register(registry);
    private final Counter tokens = Counter.builder().name("token_consumption_total")
            .help("Tokens of calls to models").labelNames("model", "type").withoutExemplars().register(registry);
    private final Counter recoveries = Counter.builder().name(PatternOutcome.COUNTER)
            .help("What each pattern did, and the attempts themselves").labelNames("pattern", "outcome")
            .withoutExemplars().register(registry);
    private final Gauge circuits = Gauge.builder().name(PatternOutcome.CIRCUIT_GAUGE)
            .help("0 closed, 1 open, 2 half-open; of all sessions the one that is worst off").labelNames("name")
            .withoutExemplars().register(registry);
    private final Map<SessionId, String> scenarios = new ConcurrentHashMap<>();
    private final Set<String> models = ConcurrentHashMap.newKeySet();
    private final Lab lab;

    public Prometheus(Lab lab) { this.lab = lab; }

    /// Takes a batch that is on disk.
    public void add(Batch batch) {
        batch.entries().forEach(entry -> event(batch.id(), entry.event()));
        var turn = batch.interaction();
        if (turn != null) {
            var mode = turn.failureMode() == null ? NONE : turn.failureMode();
            requests.labelValues(mode, turn.status()).inc();
            duration.observe(turn.processingMs() / 1_000.0);
            if (turn.injected()) {
                injections.labelValues(mode, scenarios.getOrDefault(batch.id(), NONE)).inc();
            }
        }
    }

    private void event(SessionId session, LabEvent event) {
        if (event instanceof LabEvent.Recovering recovering) {
            count(PatternOutcome.of(recovering.step()));
        } else if (event instanceof LabEvent.Attempted call) {
            count(PatternOutcome.attempt(call.ok()));
            tokens(call);
        } else if (event instanceof LabEvent.SessionOpened opened && !opened.scenario().isEmpty()) {
            scenarios.put(session, opened.scenario());
        }
    }

    private void count(PatternOutcome what) { recoveries.labelValues(what.pattern(), what.outcome()).inc(); }

    private void tokens(LabEvent.Attempted call) {
        if (call.ofModel()) {
            var model = models.contains(call.model()) || models.size() < MOST_MODELS && models.add(call.model())
                    ? call.model()
                    : OTHER;
            tokens.labelValues(model, "prompt").inc(call.promptTokens());
            tokens.labelValues(model, "completion").inc(call.completionTokens());
        }
    }

    public void handle(Exchange exchange) {
        circuits.clear();
        worst(lab.openSessions().stream().flatMap(s -> s.circuits().stream()))
                .forEach((service, state) -> circuits.labelValues(service).set(state));
        var open = FORMATS.getOpenMetricsTextFormatWriter();
        var writer = open.accepts(exchange.header("accept").orElse(""))
                ? open
                : FORMATS.getPrometheusTextFormatWriter();
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
        Answers.bytes(exchange, 200, writer.getContentType(), Map.of(), out.toByteArray());
    }

    /// Each service's worst circuit of all sessions: an open one before a half open, a half open before a closed.
    static Map<String, Integer> worst(Stream<Circuit> circuits) {
        return circuits.collect(Collectors.toMap(Circuit::service, c -> value(c.state()),
                (one, other) -> one == OPEN || other == OPEN ? OPEN : Math.max(one, other)));
    }

    private static int value(Circuit.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case OPEN -> OPEN;
            case HALF_OPEN -> 2;
        };
    }
}
