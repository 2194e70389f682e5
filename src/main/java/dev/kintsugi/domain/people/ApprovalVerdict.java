package dev.kintsugi.domain.people;

/// How a request for approval ended.
public enum ApprovalVerdict {
    APPROVED,
    /// Approved with other arguments.
    EDITED, REJECTED,
    /// Nobody answered in time, which is a no.
    SILENT;

    public boolean allows() { return this == APPROVED || this == EDITED; }
}
