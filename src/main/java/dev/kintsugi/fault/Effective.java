package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;

/// What a slider says and what it comes to. Immutable.
///
/// @param set       what the slider says
/// @param adjusted  after multiplier, loop doubling and anti-repetition; zero when the mode is off
/// @param effective chance that the next turn fails in this mode, the other modes taken into account
public record Effective(Probability set, Probability adjusted, Probability effective) {}
