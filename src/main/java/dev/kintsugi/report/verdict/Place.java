package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.SessionId;

/// A turn of a session. Immutable.
record Place(SessionId session, int turn) {}
