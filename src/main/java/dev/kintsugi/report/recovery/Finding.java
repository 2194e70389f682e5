package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.error.Severity;

/// Something that somebody should look at. Immutable.
///
/// @param summary     in a few words
/// @param explanation the figures it rests on
/// @param solution    what to do
public record Finding(Severity severity, String summary, String explanation, String solution) {}
