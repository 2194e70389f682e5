package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Decision.Reason;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Dice;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides whether a turn is touched, and makes it fail. Pure but for what it is handed; safe for many threads.
///
/// Precedence: panic stop, forced, chaos off, a live fault, cooldown, rolls. All arithmetic is in whole parts per
/// million, so every machine decides the same.
public final class Injector {
    /// Why and how this turn is touched or left alone. The same arguments give the same decision.
    ///
    /// @param forced what someone asked for, null for nothing
    public Decision decide(FaultSettings settings, SessionFaults state, TurnPlace place,
            @Nullable Failure forced) {
        if (state.stopped()) {
            return plain(Reason.PANIC_STOP, null, settings, 0, 0, place);
        }
        var live = alive(settings, state, place.nowMs());
        if (forced != null) {
            var since = live != null && live.mode().equals(forced) ? live.sinceTurn() : 0;
            return plain(Reason.FORCED, forced, settings, 0, since, place);
        }
        if (live != null && (settings.chaos() || live.forced())) {
            return plain(Reason.LIVE_FAULT, live.mode(), settings, 0, live.sinceTurn(), place);
        }
        if (!settings.chaos()) {
            return plain(Reason.OFF, null, settings, 0, 0, place);
        }
        var wait = cooldownMs(settings, state, place.nowMs());
        if (wait > 0) {
            return plain(Reason.COOLDOWN, null, settings, wait, 0, place);
        }
        return Dicing.roll(settings, Adjusted.all(settings, state, place.nowMs()), place);
    }

    /// The chance of each mode in the next turn: 0 with chaos off, in cooldown and after a panic stop, and certainty
    /// for a fault that still lives. Computed, not simulated.
    ///
    /// Sequential: P_i = p_i x product over the modes before it of (1 - p_j). Weighted: each its own p_i, shrunk in
    /// proportion when they add up to more than 1.
    public Map<FailureMode, Effective> effective(FaultSettings settings, SessionFaults state, long nowMs) {
        var chances = new Chances(settings.law(), Adjusted.all(settings, state, nowMs));
        var live = next(settings, state, nowMs);
        var all = new EnumMap<FailureMode, Effective>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            all.put(mode, new Effective(settings.mode(mode).probability(), chances.adjusted(mode),
                    chance(live, chances, mode)));
        }
        return all;
    }

    /// The same for the made-up faults, by name. One with trigger words has the chance that the last message gave it.
    public Map<String, Effective> effectiveCustoms(FaultSettings settings, SessionFaults state, long nowMs) {
        var chances = new Chances(settings.law(), Adjusted.all(settings, state, nowMs));
        var live = next(settings, state, nowMs);
        var all = new LinkedHashMap<String, Effective>();
        for (var custom : settings.customs()) {
            all.put(custom.name(), new Effective(custom.probability(), chances.adjusted(custom.named()),
                    chance(live, chances, custom.named())));
        }
        return all;
    }

    private static Probability chance(Next next, Chances chances, Failure failure) {
        return switch (next) {
            case Next.Rolls _ -> chances.of(failure);
            case Next.Lives(var which) -> which.equals(failure) ? Probability.ONE : Probability.ZERO;
            case Next.Rests _ -> Probability.ZERO;
        };
    }

    /// The chance that the next turn fails at all; the rest of what [#effective] says.
    public Probability any(FaultSettings settings, SessionFaults state, long nowMs) {
        return switch (next(settings, state, nowMs)) {
            case Next.Rolls _ -> new Chances(settings.law(), Adjusted.all(settings, state, nowMs)).any();
            case Next.Lives _ -> Probability.ONE;
            case Next.Rests _ -> Probability.ZERO;
        };
    }

    /// The turn as decided, ready to be put around each attempt's wire.
    ///
    /// @param sink is told of every call the fault acted on, by the thread that makes the call
    public FaultedTurn begin(Decision decision, FaultSettings settings, SessionFaults state, TurnPlace place,
            LabClock clock, Shadow shadow, Consumer<LabEvent.Injected> sink) {
        var mode = decision.mode();
        if (mode == null) {
            return FaultedTurn.clean();
        }
        var live = state.live();
        var said = live != null && live.mode().equals(mode) && live.sinceTurn() == decision.sinceTurn()
                ? live.texts()
                : List.<String>of();
        var scene = scene(mode, settings, dice(place, mode), said);
        return new FaultedTurn(new ActingFault(scene, clock, shadow, sink));
    }

    private static Scene scene(Failure failure, FaultSettings settings, Dice dice, List<String> said) {
        return switch (failure) {
            case FailureMode mode -> new Scene(mode, null, settings, dice, said);
            case Custom custom -> {
                var made = CustomFault.of(custom, true);
                yield new Scene(made.likeness(), made, made.over(settings), dice, said);
            }
        };
    }

    private static int turns(Failure failure, FaultSettings settings) {
        return switch (failure) {
            case FailureMode mode -> Modes.fault(mode).turns(settings);
            case Custom custom -> {
                var made = CustomFault.of(custom, true);
                yield made.fault().turns(made.over(settings));
            }
        };
    }

    /// The live fault that would go on in the next turn, null when there is none or its turns are used up.
    private static @Nullable LiveFault alive(FaultSettings settings, SessionFaults state, long nowMs) {
        var live = state.live();
        if (live == null || live.turns() >= turns(live.mode(), settings)) {
            return null;
        }
        return live.forced() || Adjusted.on(settings, state, live.mode(), nowMs) ? live : null;
    }

    /// What is left of the cooldown, in lab time; zero when chance may act again.
    public Duration cooldownLeft(FaultSettings settings, SessionFaults state, long nowMs) {
        return Duration.ofMillis(cooldownMs(settings, state, nowMs));
    }

    private static long cooldownMs(FaultSettings settings, SessionFaults state, long nowMs) {
        return state.lastMode() == null
                ? 0
                : Math.max(0, state.lastFailureMs() + settings.cooldown().toMillis() - nowMs);
    }

    private static Next next(FaultSettings settings, SessionFaults state, long nowMs) {
        var live = alive(settings, state, nowMs);
        if (state.stopped()) {
            return new Next.Rests();
        }
        if (live != null && (settings.chaos() || live.forced())) {
            return new Next.Lives(live.mode());
        }
        return settings.chaos() && cooldownMs(settings, state, nowMs) == 0 ? new Next.Rolls() : new Next.Rests();
    }

    private static Dice dice(TurnPlace place, Failure mode) {
        return new Dice(new Draws(place.seed()), place.drawKey(), place.turn().number(),
                "fault.text." + mode.wire() + ".");
    }

    private static Decision plain(Reason reason, @Nullable Failure mode, FaultSettings settings, long waitMs,
            int since, TurnPlace place) {
        return new Decision(reason, mode, settings.law(), waitMs, since, List.of(), place.seed(), place.drawKey());
    }

    /// What chance will do in the next turn.
    private sealed interface Next {
        record Rolls() implements Next {}

        record Lives(Failure mode) implements Next {}

        record Rests() implements Next {}
    }
}
