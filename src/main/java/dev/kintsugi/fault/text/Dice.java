package dev.kintsugi.fault.text;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.util.List;

/// The draws of one fault in one turn. They do not depend on the attempt, so its wording stays the same. Immutable.
///
/// @param session the session's key for draws
/// @param prefix  begins every purpose, e.g. `fault.text.hallucination.`
public record Dice(Draws draws, long session, int turn, String prefix) {
    /// A number in 0..bound-1 for this purpose.
    public int below(String purpose, int bound) {
        return draws.below(new DrawKey(session, turn, 0, prefix + purpose), bound);
    }

    public boolean chance(String purpose, int ppm) { return below(purpose, Probability.ONE_PPM) < ppm; }

    /// One of the choices; throws `IllegalArgumentException` when there are none.
    public <T> T pick(String purpose, List<T> choices) { return choices.get(below(purpose, choices.size())); }

    /// One of the choices that is not the given one; the given one when there is no other.
    public String pickOther(String purpose, List<String> choices, String not) {
        var others = 0;
        for (var choice : choices) {
            others += choice.equalsIgnoreCase(not) ? 0 : 1;
        }
        var skip = others == 0 ? 0 : below(purpose, others);
        for (var choice : choices) {
            if (!choice.equalsIgnoreCase(not) && skip-- == 0) {
                return choice;
            }
        }
        return not;
    }
}
