package dev.kintsugi.lab.relay;

import dev.kintsugi.fault.wire.Planned;
import java.time.Duration;
import java.util.List;

/// What can be set about the relay; the chances of the modes stand in the lab's own settings. Immutable.
///
/// @param record      whether every call is written to the log. Default true
/// @param allowForced whether a caller may force a fault by itself. Default true
/// @param policy      the recovery policy for calls that ask for none. Default `none`: the caller recovers by itself
/// @param plan        faults by schedule; in each turn the first that is due acts
/// @param firstToken  how long a scripted stream waits before its first token. Default 0
/// @param pace        how long it waits before each further token. Default 0
public record RelaySettings(boolean record, boolean allowForced, String policy, List<Planned> plan,
        Duration firstToken, Duration pace) {
    public static final RelaySettings DEFAULTS = new RelaySettings(true, true, "none", List.of(), Duration.ZERO,
            Duration.ZERO);

    public RelaySettings {
        plan = List.copyOf(plan);
    }

    public RelaySettings withRecord(boolean other) {
        return new RelaySettings(other, allowForced, policy, plan, firstToken, pace);
    }

    public RelaySettings withAllowForced(boolean other) {
        return new RelaySettings(record, other, policy, plan, firstToken, pace);
    }

    public RelaySettings withPolicy(String other) {
        return new RelaySettings(record, allowForced, other, plan, firstToken, pace);
    }

    public RelaySettings withPlan(List<Planned> other) {
        return new RelaySettings(record, allowForced, policy, other, firstToken, pace);
    }

    public RelaySettings withPace(Duration first, Duration each) {
        return new RelaySettings(record, allowForced, policy, plan, first, each);
    }
}
