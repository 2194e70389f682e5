package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.TurnPlace;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.fault.wire.Planned;
import dev.kintsugi.lab.TurnPen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what is done to a turn: what the caller forces goes before the plan, and the plan before the dice. Immutable.
///
/// @param settings the lab's fault settings
/// @param plan     faults by schedule
record Deciding(Injector injector, FaultSettings settings, List<Planned> plan) {
    /// @param ordered  the fault that was decided on, a mode or one of the wire, when it was not left to the dice
    /// @param settings the fault settings with its parameters
    record Decided(Decision decision, @Nullable Ordered ordered, FaultSettings settings, TurnPlace place) {}

    Decided decide(TurnPen pen, int turn, Optional<Ordered> forced, boolean streamed, long elapsedMs) {
        var place = place(pen, turn);
        if (forced.isPresent()) {
            return ordered(pen, forced.get(), place, Decision.Reason.FORCED, List.of());
        }
        var rolls = new ArrayList<Roll>();
        for (var i = 0; i < plan.size(); i++) {
            var roll = plan.get(i).roll(i, place, elapsedMs);
            rolls.add(roll);
            if (roll.hit() && fits(plan.get(i).fault(), streamed)) {
                return ordered(pen, plan.get(i).fault(), place, Decision.Reason.SCHEDULED, rolls);
            }
        }
        var decision = injector.decide(settings, pen.faults(), place, null);
        rolls.addAll(decision.rolls());
        return new Decided(with(decision, decision.reason(), rolls), null, settings, place);
    }

    /// Nothing is done to the turn, as its caller asks.
    Decided spare(TurnPen pen, int turn) {
        var place = place(pen, turn);
        var reason = pen.faults().stopped() ? Decision.Reason.PANIC_STOP : Decision.Reason.FORCED;
        return new Decided(new Decision(reason, null, settings.law(), 0, 0, List.of(), place.seed(), place.drawKey()),
                null, settings, place);
    }

    private static TurnPlace place(TurnPen pen, int turn) {
        return new TurnPlace(new TurnId(pen.id(), turn), pen.drawKey(), pen.seed(),
                pen.clock().now().toEpochMilli());
    }

    private Decided ordered(TurnPen pen, Ordered fault, TurnPlace place, Decision.Reason reason, List<Roll> rolls) {
        var over = fault.over(settings);
        var decision = injector.decide(over, pen.faults(), place, fault.failure());
        return decision.injected().isPresent()
                ? new Decided(with(decision, reason, rolls), fault, over, place)
                : new Decided(decision, null, settings, place);
    }

    private static Decision with(Decision d, Decision.Reason reason, List<Roll> rolls) {
        return new Decision(reason, d.mode(), d.law(), d.waitMs(), d.sinceTurn(), rolls, d.seed(), d.drawKey());
    }

    static boolean fits(Ordered fault, boolean streamed) {
        return fault.disturbance().map(d -> d.fits(streamed)).orElse(true);
    }

    /// What a caller asks for. Throws a [Problem] for what does not exist or does not fit its request.
    static Ordered asked(String text, boolean streamed) {
        var fault = Ordered.parse(text);
        if (!fits(fault, streamed)) {
            throw new Problem("The fault " + fault.name() + " cannot act on this request",
                    streamed
                            ? "it hurts whole replies, and the request asks for a stream"
                            : "it hurts streams, and the request does not ask for one",
                    streamed ? "Leave \"stream\" out" : "Set \"stream\": true");
        }
        return fault;
    }
}
