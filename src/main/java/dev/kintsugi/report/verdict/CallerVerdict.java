package dev.kintsugi.report.verdict;

import dev.kintsugi.report.story.Words;
import java.util.List;

/// How one caller behaved. Immutable.
///
/// @param caller   as the log names it
/// @param calls    how many it made
/// @param failures how many of them were answered with a failure that it could see: the denominator of everything here
/// @param cutOff   how many the lab cut off by its own end: they are no failures, whatever their callers saw
/// @param findings its bad habits, the worst first; none is good news only when it was judged
public record CallerVerdict(String caller, int calls, int failures, int cutOff, List<Finding> findings) {
    public CallerVerdict {
        findings = List.copyOf(findings);
    }

    /// Whether there was anything to judge: a failure that it could see.
    public boolean judged() { return failures > 0; }

    public boolean passed() { return findings.isEmpty(); }

    /// In one sentence.
    public String summary() {
        if (!judged()) {
            return "Nothing to judge: it saw no failure in " + Words.counted(calls, "call") + apart();
        }
        return (findings.isEmpty()
                ? "It behaved well in " + measured()
                : findings.size() + (findings.size() == 1 ? " bad habit" : " bad habits") + " in " + measured())
                + apart();
    }

    private String apart() {
        return cutOff == 0
                ? ""
                : " (" + Words.counted(cutOff, "call") + " cut off as the lab ended, not counted as failed)";
    }

    private String measured() {
        return failures + (failures == 1 ? " failure of " : " failures of ") + calls
                + (calls == 1 ? " call" : " calls");
    }
}
