package dev.kintsugi.domain.truth;

import java.util.List;

/// One roll of the dice, with everything that went into it. Immutable.
///
/// @param mode        which mode rolled (a made-up one without its configuration); under the weighted law the roll for *whether* names the winner's mode
/// @param set         the chance its slider says
/// @param factors     what changed it, e.g. `multiplier`, `loop doubling`, `anti-repetition`
/// @param effective   the chance it rolled against
/// @param draw        the number drawn, 0..999999: a hit when it is below the chance
/// @param hit         whether it hit
/// @param purpose     the draw's purpose, so that it can be drawn again
public record Roll(Failure mode, int set, List<Factor> factors, int effective, int draw, boolean hit,
        String purpose) {
    public Roll {
        factors = List.copyOf(factors);
    }

    /// A named factor in parts per million: 2000000 doubles. Immutable.
    public record Factor(String name, int ppm) {}
}
