package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Decision.Reason;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.domain.truth.Roll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rolls the dice under either law and keeps every roll. Stateless.
final class Dicing {
    static final String WHETHER = "fault.whether";
    static final String WHICH = "fault.which";
    private static final String[] PURPOSES = Arrays.stream(FailureMode.values()).map(m -> "fault.roll." + m.wire())
            .toArray(String[]::new);

    private Dicing() {}

    static Decision roll(FaultSettings settings, List<Adjusted> chances, TurnPlace place) {
        return switch (settings.law()) {
            case SEQUENTIAL -> sequential(chances, place);
            case WEIGHTED -> weighted(chances, place);
        };
    }

    /// Each mode in turn; the first roll below its chance wins and ends the rolling.
    private static Decision sequential(List<Adjusted> chances, TurnPlace place) {
        var draws = new Draws(place.seed());
        var rolls = new ArrayList<Roll>(chances.size());
        for (var chance : chances) {
            var purpose = purpose(chance.mode());
            var draw = draws.ppm(key(place, purpose));
            var hit = draw < chance.ppm();
            rolls.add(new Roll(chance.mode().bare(), chance.set(), chance.factors(), chance.ppm(), draw, hit, purpose));
            if (hit) {
                return decision(chance.mode(), Law.SEQUENTIAL, rolls, place);
            }
        }
        return decision(null, Law.SEQUENTIAL, rolls, place);
    }

    /// One roll for whether, and on a hit a second one, below the sum of all chances, for which.
    private static Decision weighted(List<Adjusted> chances, TurnPlace place) {
        var sum = chances.stream().mapToInt(Adjusted::ppm).sum();
        if (sum == 0) {
            return decision(null, Law.WEIGHTED, List.of(), place);
        }
        var draws = new Draws(place.seed());
        var ticket = draws.below(key(place, WHICH), sum);
        var winner = winner(chances, ticket);
        var whether = draws.ppm(key(place, WHETHER));
        var total = Math.min(sum, Probability.ONE_PPM);
        var hit = whether < total;
        var first = new Roll(winner.mode().bare(), winner.set(), List.of(), total, whether, hit, WHETHER);
        if (!hit) {
            return decision(null, Law.WEIGHTED, List.of(first), place);
        }
        var second = new Roll(winner.mode().bare(), winner.set(), winner.factors(), winner.ppm(), ticket, true, WHICH);
        return decision(winner.mode(), Law.WEIGHTED, List.of(first, second), place);
    }

    private static Adjusted winner(List<Adjusted> chances, int ticket) {
        var left = ticket;
        for (var chance : chances) {
            if (left < chance.ppm()) {
                return chance;
            }
            left -= chance.ppm();
        }
        throw new IllegalArgumentException("the ticket is not below the sum of the chances");
    }

    private static String purpose(Failure failure) {
        return switch (failure) {
            case FailureMode mode -> PURPOSES[mode.ordinal()];
            case Custom custom -> "fault.roll." + custom.name();
        };
    }

    private static DrawKey key(TurnPlace place, String purpose) {
        return new DrawKey(place.drawKey(), place.turn().number(), 0, purpose);
    }

    private static Decision decision(@Nullable Failure mode, Law law, List<Roll> rolls, TurnPlace place) {
        return new Decision(Reason.ROLLED, mode, law, 0, 0, rolls, place.seed(), place.drawKey());
    }
}
