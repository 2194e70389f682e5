package dev.kintsugi.lab;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import org.jspecify.annotations.Nullable;

/// Everything that can be set in the lab. Immutable.
///
/// @param policy    the recovery policy's name or file. Default `none`; the window starts with `standard`
/// @param seed      what all chance is drawn from. Default 42
/// @param forced    the mode that is forced on every turn (`FAILURE_MODE`), absent for none
/// @param plans     faults by schedule for the calls of programs. Default none; they are not saved
/// @param timeScale divisor of simulated delays in conversation, at least 1. Default 1
public record LabSettings(FaultSettings faults, String policy, long seed, @Nullable FailureMode forced,
        AgentSettings agent, int timeScale, Thresholds thresholds, FaultPlans plans) {
    public static LabSettings defaults() {
        return new LabSettings(FaultSettings.defaults(), "none", 42, null, AgentSettings.SCRIPTED, 1,
                Thresholds.DEFAULT, FaultPlans.NONE);
    }

    public LabSettings withFaults(FaultSettings other) {
        return new LabSettings(other, policy, seed, forced, agent, timeScale, thresholds, plans);
    }

    public LabSettings withPolicy(String other) {
        return new LabSettings(faults, other, seed, forced, agent, timeScale, thresholds, plans);
    }

    public LabSettings withSeed(long other) {
        return new LabSettings(faults, policy, other, forced, agent, timeScale, thresholds, plans);
    }

    public LabSettings withForced(@Nullable FailureMode other) {
        return new LabSettings(faults, policy, seed, other, agent, timeScale, thresholds, plans);
    }

    public LabSettings withAgent(AgentSettings other) {
        return new LabSettings(faults, policy, seed, forced, other, timeScale, thresholds, plans);
    }

    public LabSettings withTimeScale(int other) {
        return new LabSettings(faults, policy, seed, forced, agent, other, thresholds, plans);
    }

    public LabSettings withPlans(FaultPlans other) {
        return new LabSettings(faults, policy, seed, forced, agent, timeScale, thresholds, other);
    }

    /// What measurements of the system are held against. Immutable.
    ///
    /// @param memoryMb   heap in use, MiB. Default 384
    /// @param cpuPercent this process's share of the machine, percent. Default 90
    /// @param tokens     tokens of one turn. Default 4,000
    /// @param calls      wire calls of one turn. Default 10
    public record Thresholds(int memoryMb, int cpuPercent, int tokens, int calls) {
        public static final Thresholds DEFAULT = new Thresholds(384, 90, 4000, 10);
    }
}
