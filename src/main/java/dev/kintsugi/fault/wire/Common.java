package dev.kintsugi.fault.wire;

import dev.kintsugi.fault.Parameter;

/// Parameters that several faults of the wire share. Stateless.
final class Common {
    static final Parameter AFTER = Parameter.integer("after", "After", 50, 0, 99, "%",
            "How much of the reply arrives before it happens.");

    private Common() {}

    static Parameter seconds(int value, String note) {
        return Parameter.integer("seconds", "Lasts", value, 0, 3_600, "s", note);
    }

    static Parameter delay(int value, String note) {
        return Parameter.integer("delay", "Delay", value, 0, 600_000, "ms", note);
    }
}
