package dev.kintsugi.lab.rescue;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.work.Finding;
import java.util.List;

/// What was tried to bring a session back, what worked and what remains. Immutable.
///
/// @param attempts how often it was tried, at most three
/// @param closed   whether the session was closed because it cannot go on
public record RescueReport(SessionId session, int attempts, List<Finding> findings, boolean closed) {
    public RescueReport {
        findings = List.copyOf(findings);
    }

    /// Whether nothing remains to be done.
    public boolean whole() { return findings.stream().noneMatch(f -> f.result() == Finding.Result.REMAINS); }

    public List<Finding> of(Finding.Result result) {
        return findings.stream().filter(f -> f.result() == result).toList();
    }
}
