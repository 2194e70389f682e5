package dev.kintsugi.gateway.openai;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbance;

/// Failures as a header forces them, over as soon as they can be, for clients that do wait.
public final class Quick {
    private Quick() {}

    public static String fault(FailureMode mode) {
        return mode.wire() + (mode == FailureMode.RATE_LIMITING ? "(retry_after=1)" : "");
    }

    public static String fault(Disturbance fault) {
        var waits = fault.parameters().stream().map(p -> p.name())
                .filter(p -> p.equals("seconds") || p.equals("delay")).findFirst();
        return fault.name() + waits.map(p -> "(" + p + "=1)").orElse("");
    }
}
