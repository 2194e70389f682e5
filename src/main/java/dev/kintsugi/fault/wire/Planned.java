package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.fault.Schedule;
import dev.kintsugi.fault.TurnPlace;
import java.util.List;

/// A fault with its schedule, e.g. `cut_stream first 2` or `rate_limiting(retry_after=5) every 3`. Immutable.
public record Planned(Ordered fault, Schedule when) {
    /// Reads one. Throws a [Problem] for an unknown fault or rule.
    public static Planned parse(String text) {
        var form = text.strip();
        var close = form.indexOf(')');
        var space = form.indexOf(' ', Math.max(0, close));
        if (space < 0) {
            throw new Problem("The planned fault '" + form + "' cannot be read", "it has no schedule",
                    "Write the fault and then the rule, e.g. cut_stream first 2");
        }
        return new Planned(Ordered.parse(form.substring(0, space)), Schedule.parse(form.substring(space + 1)));
    }

    /// As it is written.
    public String text() { return fault.text() + " " + when.text(); }

    /// The roll for this turn, a certain one included. The place in the plan is part of the draw, so that two entries
    /// do not share their luck.
    public Roll roll(int index, TurnPlace place, long elapsedMs) {
        var purpose = "fault.plan." + index + "." + fault.name();
        var ppm = when.ppm(place.turn().number(), elapsedMs);
        var draw = new Draws(place.seed()).ppm(new DrawKey(place.drawKey(), place.turn().number(), 0, purpose));
        return new Roll(fault.failure().bare(), ppm, List.of(), ppm, draw, draw < ppm, purpose);
    }
}
