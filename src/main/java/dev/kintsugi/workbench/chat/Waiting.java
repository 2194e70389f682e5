package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.time.WaitReason;
import java.util.Locale;

/// A wait that goes on. Immutable.
public record Waiting(WaitReason reason, long leftMs, long plannedMs) {
    /// For people: why, and how long still.
    String words() { return why() + String.format(Locale.ROOT, ", %.1f s left", Math.max(0, leftMs) / 1000.0); }

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
    double done() { return plannedMs <= 0 ? 1 : Math.clamp(1 - leftMs / (double) plannedMs, 0, 1); }
}
