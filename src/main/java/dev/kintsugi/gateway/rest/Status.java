package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.voice.SpeechEngine;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.CustomFault;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.telemetry.Counts;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.recovery.Occupancy;
import dev.kintsugi.recovery.RecoveryHealth;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the lab is: `/health`, `/api/v1/system/status` and `/ai/health/error-handling`. Safe for many threads.
final class Status {
    private static final int MOST_ALERTS = 50;

    private static final Duration AGENT_SPAN = Duration.ofMinutes(5);
    private static final int SILENT = 3;

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
        var states = lab.stateHealth();
        var agent = !healthy() || agentAnswers();
        var all = Answers.object().put("status", healthy() && states.healthy() && agent ? "healthy" : "degraded");
        all.putObject("components").put("redis", states.healthy() ? "healthy" : "unhealthy")
                .put("database", healthy() ? "healthy" : "unhealthy")
                .put("agent_service", agent ? "healthy" : "unhealthy");
        var modes = all.putArray("active_failure_modes");
        Stream.concat(Stream.of(FailureMode.values()).map(FailureMode::wire), lab.settings().faults().customs().stream()
                .filter(CustomFault::on).map(CustomFault::name)).forEach(modes::add);
        all.put("version", version);
        var store = lab.storeHealth();
        all.putObject("stores").put("redis", states.name()).put("database", store.name()).put("trouble",
                Stream.of(store, states).map(StoreHealth::trouble).filter(Objects::nonNull)
                        .map(t -> t.what() + ": " + t.why()).reduce((a, b) -> a + "; " + b).orElse(null));
        Answers.json(exchange, 200, all);
    }

    /// Whether it answered at all within five minutes, when it was asked three times or more. What was injected says
    /// nothing of it, and without a store nothing is known.
    private boolean agentAnswers() {
        try {
            var now = clock.wall();
            var seen = lab.failures(now.minus(AGENT_SPAN), now.plusSeconds(1)).statuses();
            var silent = seen.getOrDefault("timeout", 0L) + seen.getOrDefault("error", 0L);
            return silent < SILENT || seen.values().stream().mapToLong(Long::longValue).sum() > silent;
        } catch (Problem e) {
            return true;
        }
    }

    /// Healthy means that turns are kept, every circuit is closed, every model well and no compartment full.
    void errorHandling(Exchange exchange) {
        var sessions = lab.openSessions();
        var health = sessions.stream().map(Session::recoveryHealth).toList();
        var circuits = circuits();
        var all = Answers.object()
                .put("overall_healthy", healthy() && health.stream().allMatch(RecoveryHealth::healthy))
                .put("timestamp", clock.wall().toString()).put("version", version);
        var breakers = all.putObject("circuit_breakers");
        circuits.forEach((name, circuit) -> breakers.set(name, breaker(circuit)));
        var bulkheads = all.putObject("bulkheads");
        var turns = bulkheads.putObject("turns");
        new TreeMap<>(chat.bulkhead()).forEach((name, value) -> turns.put(name, ((Number) value).longValue()));
        compartments(health).forEach(bulkheads::set);
        all.set("recovery_managers", managers(health));
        all.set("success_rates", counts.rates());
        all.set("sessions", Answers.object().put("open", sessions.size()).put("policy", lab.settings().policy()));
        alerts(sessions, all.putArray("alerts"));
        Answers.json(exchange, 200, all);
    }

    /// Compartments of one service are added up; one that sessions share counts once.
    private static Map<String, ObjectNode> compartments(List<RecoveryHealth> health) {
        var each = health.stream().flatMap(h -> h.bulkheads().stream()).toList();
        var shared = each.stream().filter(Occupancy::shared)
                .collect(Collectors.toMap(b -> b.service() + " " + b.width(), b -> b, (_, later) -> later)).values();
        var all = new TreeMap<String, ObjectNode>();
        Stream.concat(each.stream().filter(b -> !b.shared()), shared.stream()).forEach(b -> {
            var sum = all.computeIfAbsent(b.service(), _ -> Answers.object().put("capacity", 0).put("active", 0)
                    .put("rejected", 0));
            sum.put("capacity", sum.path("capacity").asInt() + b.width())
                    .put("active", sum.path("active").asInt() + b.inside())
                    .put("rejected", sum.path("rejected").asInt() + b.rejected());
        });
        return all;
    }

    private static void alerts(List<Session> sessions, ArrayNode out) {
        for (var session : sessions) {
            for (var alert : session.alerts()) {
                if (out.size() < MOST_ALERTS) {
                    out.addObject().put("session_id", session.id().value())
                            .setAll((ObjectNode) Answers.tree(alert.fields()));
                }
            }
        }
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
        return Answers.object().put("state", circuit.state().name().toLowerCase(Locale.ROOT))
                .put("failure_count", circuit.failures()).put("failure_threshold", circuit.threshold())
                .put("open_until", until == null ? null : until.toString());
    }

    /// Each is available when what it works with is: the log that checkpoints are in and lost streams are told from, a model
    /// that answers, a program that speaks, a person who attends.
    private ObjectNode managers(List<RecoveryHealth> health) {
        var all = Answers.object();
        all.set("session", counts.manager(healthy(), List.of("checkpoint")));
        all.set("model",
                counts.manager(answers(health), List.of("retry", "verify", "model fallback", "cache", "breaker",
                        "timeout", "bulkhead", "rate limiter", "hedge")));
        all.set("degradation", counts.manager(true, List.of("degrade", "read only")));
        all.set("voice", counts.manager(speaks(), List.of("voice")));
        all.set("communication", counts.manager(healthy(), List.of(Counts.STREAM)));
        all.set("people", counts.manager(lab.desk().attended(), List.of("handoff")));
        return all;
    }

    private static boolean answers(List<RecoveryHealth> health) {
        var models = health.stream().flatMap(h -> h.models().stream()).toList();
        return models.isEmpty() || models.stream().anyMatch(RecoveryHealth.ModelState::well);
    }

    private static boolean speaks() {
        var path = System.getenv("PATH");
        return path != null && SpeechEngine.installed(path).isPresent();
    }
}
