package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.report.stats.Rate;
import java.util.List;

/// What the rail shows. Immutable.
///
/// @param set        chance that a turn fails at all as the sliders stand, parts per million
/// @param effective  the same for the next turn, with chaos, cooldown and live faults taken into account
/// @param cooldownMs what is left of the cooldown
/// @param remark     what there is to say about the numbers; may be empty
public record RailState(boolean chaos, Law law, int multiplierPpm, long cooldownMs, int set, int effective, Rate seen,
        List<CardState> cards, String remark) {
    public RailState {
        cards = List.copyOf(cards);
    }

    long on() { return cards.stream().filter(c -> c.settings().on()).count(); }
}
