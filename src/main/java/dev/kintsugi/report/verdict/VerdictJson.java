package dev.kintsugi.report.verdict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Tells verdicts to programs. Stateless.
///
/// `{"judged": true, "passed": false, "callers": [{"caller": …, "calls": 4, "failures": 2, "cut_off": 0, "judged": true,
/// "passed": false, "summary": …, "findings": [{"kind": "too_early", "severity": "medium", "summary": …,
/// "explanation": …, "solution": …, "times": 1, "evidence": [{"request": …, "session": …, "turn": 1, "at": …, "what": …}]}]}]}`.
/// `judged` is false when no caller saw a failure: then `passed` says nothing.
public final class VerdictJson {
    private VerdictJson() {}

    /// The verdicts as JSON.
    public static ObjectNode of(List<CallerVerdict> verdicts) {
        var all = JsonNodeFactory.instance.objectNode()
                .put("judged", verdicts.stream().anyMatch(CallerVerdict::judged))
                .put("passed", verdicts.stream().allMatch(CallerVerdict::passed));
        var callers = all.putArray("callers");
        verdicts.forEach(v -> caller(callers, v));
        return all;
    }

    private static void caller(ArrayNode callers, CallerVerdict verdict) {
        var findings = callers.addObject().put("caller", verdict.caller()).put("calls", verdict.calls())
                .put("failures", verdict.failures()).put("cut_off", verdict.cutOff()).put("judged", verdict.judged())
                .put("passed", verdict.passed())
                .put("summary", verdict.summary()).putArray("findings");
        verdict.findings().forEach(f -> finding(findings, f));
    }

    private static void finding(ArrayNode findings, Finding finding) {
        var habit = finding.habit();
        var evidence = findings.addObject().put("kind", habit.wire())
                .put("severity", habit.severity().name().toLowerCase(Locale.ROOT)).put("summary", habit.summary())
                .put("explanation", habit.explanation()).put("solution", habit.solution()).put("times", finding.times())
                .putArray("evidence");
        finding.evidence()
                .forEach(e -> evidence.addObject().put("request", e.request()).put("session", e.session())
                        .put("turn", e.turn()).put("at", Instant.ofEpochMilli(e.atMs()).toString())
                        .put("what", e.what()));
    }
}
