package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.time.WaitReason;
import java.util.Locale;

/// A wait that goes on. Immutable.
public record Waiting(WaitReason reason, long leftMs, long plannedMs) {
    /// As it begins.
    public static Waiting of(Bench.Pause pause) {
        return new Waiting(pause.reason(), pause.planned().toMillis(), pause.planned().toMillis());
    }

    /// The same wait when so much of it has passed.
    public Waiting after(long passedMs) { return new Waiting(reason, Math.max(0, plannedMs - passedMs), plannedMs); }

    /// For people: why, and how long still.
    public String words() { return why() + String.format(Locale.ROOT, ", %.1f s left", leftMs / 1000.0); }

    /// Whether a person is waited for, who can only be waited for.
    public boolean forPerson() { return reason == WaitReason.PERSON; }

    private String why() {
        return switch (reason) {
            case MODEL_LATENCY -> "The agent is thinking";
            case INJECTED_DELAY -> "The call hangs";
            case PLACE -> "The call waits for a place";
            case PERSON -> "A person is asked";
            case BACKOFF -> "Recovery waits before it tries again";
            case SCRIPT -> "The script pauses";
        };
    }

    /// 0 to 1.
    public double done() { return plannedMs <= 0 ? 1 : Math.clamp(1 - leftMs / (double) plannedMs, 0, 1); }
}
