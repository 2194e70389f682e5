package dev.kintsugi.report.stats;

/// How long a failed turn took until it was sound again, or how long it was watched without becoming so. Immutable.
///
/// @param ms       lab time, milliseconds
/// @param restored false when it never became sound: the observation is right-censored
public record RestoreTime(long ms, boolean restored) {}
