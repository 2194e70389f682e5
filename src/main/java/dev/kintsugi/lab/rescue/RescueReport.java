package dev.kintsugi.lab.rescue;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.report.recovery.Alert;
import dev.kintsugi.report.story.PeopleCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was tried to bring a session back, what worked and what remains. Immutable.
///
/// @param attempts how often it was tried, at most three
/// @param people   what people were asked in the session so far, and how long they took
/// @param alerts   what somebody should look at besides, the gravest first
/// @param closed   whether the session was closed because it cannot go on
public record RescueReport(SessionId session, int attempts, List<Finding> findings, PeopleCount people,
        List<Alert> alerts, boolean closed) {
    public RescueReport {
        findings = List.copyOf(findings);
        alerts = List.copyOf(alerts);
    }

    /// Whether nothing remains to be done.
    public boolean whole() { return findings.stream().noneMatch(f -> f.result() == Finding.Result.REMAINS); }

    /// What a session that was closed still has.
    public String kept() {
        return findings.stream().anyMatch(f -> f.part().equals(Parts.LOG) && f.result() == Finding.Result.REMAINS)
                ? "Its log was altered after it was written: what can be read of it can be exported."
                : "Nothing that was acknowledged is lost.";
    }

    /// What remains to be done, counted in a sentence.
    public String remaining() {
        var remains = of(Finding.Result.REMAINS).size();
        return remains + " of " + findings.size() + " parts " + (remains == 1 ? "needs" : "need")
                + " a person; the rest is in order.";
    }

    /// As programs read it.
    public Map<String, Object> fields() {
        var out = new LinkedHashMap<String, Object>();
        out.put("session_id", session.value());
        out.put("whole", whole());
        out.put("closed", closed);
        out.put("attempts", attempts);
        out.put("people", people.fields());
        out.put("findings", findings.stream().map(RescueReport::fields).toList());
        out.put("alerts", alerts.stream().map(Alert::fields).toList());
        return out;
    }

    private static Map<String, Object> fields(Finding finding) {
        var out = new LinkedHashMap<String, Object>();
        out.put("part", finding.part());
        out.put("result", finding.result().name().toLowerCase(Locale.ROOT));
        out.put("note", finding.note().value());
        out.put("todo", finding.todo().value());
        return out;
    }

    public List<Finding> of(Finding.Result result) {
        return findings.stream().filter(f -> f.result() == result).toList();
    }
}
