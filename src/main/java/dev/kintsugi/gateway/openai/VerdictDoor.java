package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shows the verdicts on the callers of this run at `/api/v1/verdicts`. Safe for many threads.
///
/// `{"judged": true, "passed": false, "callers": [{"caller": …, "calls": 4, "failures": 2, "judged": true,
/// "passed": false, "summary": …, "findings": [{"kind": "too_early", "severity": "medium", "summary": …,
/// "explanation": …, "solution": …, "evidence": [{"request": …, "session": …, "turn": 1, "at": …, "what": …}]}]}]}`.
/// `judged` is false when no call failed: then `passed` says nothing.
public final class VerdictDoor {
    private final Relay relay;

    public VerdictDoor(Relay relay) { this.relay = relay; }

    public Routes addTo(Routes routes) { return routes.add("GET", "/api/v1/verdicts", this::answer); }

    private void answer(Exchange exchange) {
        exchange.reply(200, Map.of("content-type", "application/json"),
                json(relay.verdicts()).toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The verdicts as JSON.
    public static ObjectNode json(List<CallerVerdict> verdicts) {
        var all = JsonNodeFactory.instance.objectNode()
                .put("judged", verdicts.stream().anyMatch(CallerVerdict::judged))
                .put("passed", verdicts.stream().allMatch(CallerVerdict::passed));
        var callers = all.putArray("callers");
        verdicts.forEach(v -> caller(callers, v));
        return all;
    }

    private static void caller(ArrayNode callers, CallerVerdict verdict) {
        var findings = callers.addObject().put("caller", verdict.caller()).put("calls", verdict.calls())
                .put("failures", verdict.failures()).put("judged", verdict.judged()).put("passed", verdict.passed())
                .put("summary", verdict.summary()).putArray("findings");
        verdict.findings().forEach(f -> finding(findings, f));
    }

    private static void finding(ArrayNode findings, Finding finding) {
        var habit = finding.habit();
        var evidence = findings.addObject().put("kind", habit.wire())
                .put("severity", habit.severity().name().toLowerCase(Locale.ROOT)).put("summary", habit.summary())
                .put("explanation", habit.explanation()).put("solution", habit.solution()).putArray("evidence");
        finding.evidence()
                .forEach(e -> evidence.addObject().put("request", e.request()).put("session", e.session())
                        .put("turn", e.turn()).put("at", Instant.ofEpochMilli(e.atMs()).toString())
                        .put("what", e.what()));
    }
}
