package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.CustomFault;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.telemetry.Counts;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.recovery.Circuit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How the lab is: `/health`, `/api/v1/system/status` and `/ai/health/error-handling`. Safe for many threads.
final class Status {
    private final Lab lab;
    private final Counts counts;
    private final Chat chat;
    private final String version;
    private final ConversationClock clock = new ConversationClock();

    Status(Lab lab, Counts counts, Chat chat, String version) {
        this.lab = lab;
        this.counts = counts;
        this.chat = chat;
        this.version = version;
    }

    private boolean healthy() { return lab.storeHealth().healthy(); }

    /// A 503 while no turn can be kept, so that whoever balances load can tell.
    void health(Exchange exchange) {
        Answers.json(exchange, healthy() ? 200 : 503, Answers.object()
                .put("status", healthy() ? "healthy" : "unhealthy").put("version", version)
                .put("timestamp", clock.wall().toString()));
    }

    void system(Exchange exchange) {
        var all = Answers.object().put("status", healthy() ? "healthy" : "degraded");
        all.putObject("components").put("redis", "healthy")
                .put("database", healthy() ? "healthy" : "unhealthy").put("agent_service", "healthy");
        var modes = all.putArray("active_failure_modes");
        Stream.concat(Stream.of(FailureMode.values()).map(FailureMode::wire), lab.settings().faults().customs().stream()
                .filter(CustomFault::on).map(CustomFault::name)).forEach(modes::add);
        all.put("version", version);
        var store = lab.storeHealth();
        var trouble = store.trouble();
        all.putObject("stores").put("redis", lab.stateStore()).put("database", store.name())
                .put("trouble", trouble == null ? null : trouble.what() + ": " + trouble.why());
        Answers.json(exchange, 200, all);
    }

    void errorHandling(Exchange exchange) {
        var circuits = circuits();
        var open = circuits.values().stream().anyMatch(c -> c.state() == Circuit.State.OPEN);
        var all = Answers.object().put("overall_healthy", healthy() && !open).put("timestamp",
                clock.wall().toString()).put("version", version);
        var breakers = all.putObject("circuit_breakers");
        circuits.forEach((name, circuit) -> breakers.set(name, breaker(circuit)));
        var bulkheads = all.putObject("bulkheads").putObject("turns");
        new TreeMap<>(chat.bulkhead()).forEach((name, value) -> bulkheads.put(name, ((Number) value).longValue()));
        all.set("recovery_managers", managers());
        all.set("success_rates", counts.rates());
        all.set("sessions", Answers.object().put("open", lab.openSessions().size()).put("policy",
                lab.settings().policy()));
        Answers.json(exchange, 200, all);
    }

    /// Breakers belong to sessions: of each model the one that is worst off is told.
    private Map<String, Circuit> circuits() {
        var all = new TreeMap<String, Circuit>();
        lab.openSessions().stream().flatMap(s -> s.circuits().stream()).forEach(
                c -> all.merge(c.service(), c, (a, b) -> weight(b) > weight(a) ? b : a));
        return all;
    }

    private static int weight(Circuit circuit) {
        return switch (circuit.state()) {
            case OPEN -> 1_000_000;
            case HALF_OPEN -> 500_000;
            case CLOSED -> circuit.failures();
        };
    }

    private static ObjectNode breaker(Circuit circuit) {
        var until = circuit.until();
        return Answers.object().put("state", circuit.state().name().toLowerCase(java.util.Locale.ROOT))
                .put("failure_count", circuit.failures()).put("failure_threshold", circuit.threshold())
                .put("open_until", until == null ? null : until.toString());
    }

    private ObjectNode managers() {
        var all = Answers.object();
        all.set("session", counts.manager(List.of("checkpoint")));
        all.set("model", counts.manager(List.of("retry", "verify", "model fallback", "cache", "breaker", "timeout")));
        all.set("degradation", counts.manager(List.of("degrade")));
        all.set("voice", counts.manager(List.of("voice")));
        all.set("communication", counts.manager(List.of("handoff")));
        return all;
    }
}
