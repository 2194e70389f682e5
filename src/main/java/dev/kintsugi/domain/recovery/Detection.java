package dev.kintsugi.domain.recovery;

import dev.kintsugi.domain.Text;

/// A detector's finding about a reply. Immutable.
///
/// @param detector its short name, e.g. `loop`, `refusal`, `claims`
/// @param reason   for people, one line
/// @param start    where the suspicious span starts in the reply, in UTF-16 units
/// @param end      where it ends, exclusive
/// @param evidence what it was checked against, one line; empty when there is none
public record Detection(String detector, int attempt, Text reason, int start, int end, Text evidence) {}
