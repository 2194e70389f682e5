package dev.kintsugi.cli;

import java.util.List;

/// What a look at the installation found. Immutable.
public record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /// One thing that was looked at.
    ///
    /// @param subject what was looked at, e.g. `Storage`
    /// @param summary one line
    /// @param todo    what to do; empty when nothing needs doing
    public record Finding(Grade grade, String subject, String summary, String todo) {}

    /// How it is.
    public enum Grade {
        /// It works.
        GOOD,
        /// It is not there, and nothing needs it as things are set up.
        ABSENT,
        /// It does not work.
        BAD
    }

    public boolean healthy() { return findings.stream().noneMatch(f -> f.grade() == Grade.BAD); }
}
