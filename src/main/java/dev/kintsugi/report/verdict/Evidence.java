package dev.kintsugi.report.verdict;

/// A call that shows a habit. Immutable.
///
/// @param request the id it was answered under
/// @param atMs    when it arrived, milliseconds since 1970
/// @param what    what was seen, with its figures
public record Evidence(String request, String session, int turn, long atMs, String what) {}
