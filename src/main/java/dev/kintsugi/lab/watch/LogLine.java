package dev.kintsugi.lab.watch;

import dev.kintsugi.domain.SessionId;

/// A line of a session's log that is on disk. Immutable.
///
/// @param sequence its place in the session, from 1, without gaps: what a watcher resumes after
/// @param line     the line exactly as it was written
public record LogLine(SessionId session, long sequence, String line) {}
