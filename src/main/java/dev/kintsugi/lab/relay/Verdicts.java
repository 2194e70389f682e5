package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import java.util.Collection;
import java.util.List;

/// Reads the logs of sessions and judges the programs that called in them. Stateless.
public final class Verdicts {
    private Verdicts() {}

    public static List<CallerVerdict> of(Lab lab, Collection<SessionId> sessions) {
        var watch = new CallerWatch();
        sessions.forEach(id -> lab.lines(id, line -> watch.add(LogReader.entry(line))));
        return watch.verdicts();
    }
}
