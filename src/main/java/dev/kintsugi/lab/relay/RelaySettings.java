package dev.kintsugi.lab.relay;

import java.time.Duration;

/// What can be set about the relay; chances and plans of faults stand in the lab's own settings. Immutable.
///
/// @param record      whether every call is written to the log. Default true
/// @param allowForced whether a caller may force a fault by itself. Default true
/// @param policy      the recovery policy for calls that ask for none. Default `none`: the caller recovers by itself
/// @param firstToken  how long a scripted stream waits before its first token. Default 0
/// @param pace        how long it waits before each further token. Default 0
public record RelaySettings(boolean record, boolean allowForced, String policy, Duration firstToken, Duration pace) {
    public static final RelaySettings DEFAULTS = new RelaySettings(true, true, "none", Duration.ZERO,
            Duration.ZERO);

    /// Whether an answer of the scripted agent to this call takes its time.
    boolean paces(Call call) { return call.ask().streamed() && !(pace.isZero() && firstToken.isZero()); }

    /// With its waits so many times as short.
    RelaySettings at(int scale) {
        return scale == 1 ? this : withPace(firstToken.dividedBy(scale), pace.dividedBy(scale));
    }

    public RelaySettings withRecord(boolean other) {
        return new RelaySettings(other, allowForced, policy, firstToken, pace);
    }

    public RelaySettings withAllowForced(boolean other) {
        return new RelaySettings(record, other, policy, firstToken, pace);
    }

    public RelaySettings withPolicy(String other) {
        return new RelaySettings(record, allowForced, other, firstToken, pace);
    }

    public RelaySettings withPace(Duration first, Duration each) {
        return new RelaySettings(record, allowForced, policy, first, each);
    }
}
