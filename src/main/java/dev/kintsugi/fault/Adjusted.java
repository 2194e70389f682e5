package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Roll.Factor;
import java.util.ArrayList;
import java.util.List;

/// A mode's chance after everything that changes it. Immutable.
///
/// Factors apply in the order multiplier, loop doubling, anti-repetition; whatever is below one part per million is
/// dropped after each, and the end is clamped to certainty.
///
/// @param set what the slider says, in parts per million
/// @param ppm what it comes to
record Adjusted(FailureMode mode, int set, List<Factor> factors, int ppm) {
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
        return all;
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

    private static Adjusted of(FailureMode mode, int set, List<Factor> factors) {
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
