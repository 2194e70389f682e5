package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Roll.Factor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mode's chance after everything that changes it. Immutable.
///
/// Factors apply in the order multiplier, loop doubling, anti-repetition; whatever is below one part per million is
/// dropped after each, and the end is clamped to certainty.
///
/// @param set what the slider says, in parts per million
/// @param ppm what it comes to
record Adjusted(Failure mode, int set, List<Factor> factors, int ppm) {
    static final Factor LOOP_DOUBLING = new Factor("loop doubling", 2_000_000);
    static final Factor ANTI_REPETITION = new Factor("anti-repetition", 300_000);
    private static final FailureMode[] MODES = FailureMode.values();

    /// The modes that may roll now, in the order of the table.
    static List<Adjusted> all(FaultSettings settings, SessionFaults state, long nowMs) {
        var multiplier = settings.multiplierPpm() == Probability.ONE_PPM
                ? null
                : new Factor("multiplier", settings.multiplierPpm());
        var all = new ArrayList<Adjusted>(MODES.length);
        for (var mode : MODES) {
            if (on(settings, state, mode, nowMs)) {
                var factors = new ArrayList<Factor>(3);
                if (multiplier != null) {
                    factors.add(multiplier);
                }
                if (mode == FailureMode.INFINITE_LOOP && clarifying(settings, state)) {
                    factors.add(LOOP_DOUBLING);
                }
                if (mode == state.lastMode()) {
                    factors.add(ANTI_REPETITION);
                }
                all.add(of(mode, settings.mode(mode).probability().ppm(), factors));
            }
        }
        customs(settings, state, multiplier, all);
        return all;
    }

    /// Made-up faults come last. One with trigger words rolls only when the message has one of them.
    private static void customs(FaultSettings settings, SessionFaults state, @Nullable Factor multiplier,
            List<Adjusted> all) {
        for (var custom : settings.customs()) {
            if (custom.on() && custom.triggered(state.lastMessage())) {
                var factors = new ArrayList<Factor>(2);
                if (multiplier != null) {
                    factors.add(multiplier);
                }
                if (state.lastMode() != null && state.lastMode().wire().equals(custom.name())) {
                    factors.add(ANTI_REPETITION);
                }
                all.add(of(custom.named(), custom.probability().ppm(), factors));
            }
        }
    }

    /// Whether it is switched on now: a mode with its time to live, a made-up fault by its row.
    static boolean on(FaultSettings settings, SessionFaults state, Failure failure, long nowMs) {
        return switch (failure) {
            case FailureMode mode -> on(settings, state, mode, nowMs);
            case Custom custom -> settings.custom(custom.name()).filter(CustomFault::on).isPresent();
        };
    }

    /// Whether the mode is switched on and its time to live has not run out.
    static boolean on(FaultSettings settings, SessionFaults state, FailureMode mode, long nowMs) {
        var set = settings.mode(mode);
        if (!set.on() || set.parameters().isEmpty()) {
            return set.on();
        }
        var ttl = settings.number(mode, Parameter.TTL);
        return ttl == 0 || nowMs < state.switchedMs(mode) + ttl * 1_000;
    }

    private static Adjusted of(Failure mode, int set, List<Factor> factors) {
        var value = (long) set;
        for (var factor : factors) {
            value = value * factor.ppm() / Probability.ONE_PPM;
        }
        return new Adjusted(mode, set, List.copyOf(factors), (int) Math.min(Probability.ONE_PPM, value));
    }

    /// A clarification was just asked: by the agent, or by the user in one of the trigger words.
    private static boolean clarifying(FaultSettings settings, SessionFaults state) {
        return state.clarifications() > 0 || InfiniteLoop.triggered(settings, state.lastMessage());
    }
}
