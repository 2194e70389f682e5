package dev.kintsugi.recovery;

import dev.kintsugi.domain.truth.FailureMode;

/// What recovery must never do: it looks at the label. Planted so that the architecture test can show it would see.
public final class PlantedPeek {
    private PlantedPeek() {}

    static boolean cheats(FailureMode mode) { return mode == FailureMode.HALLUCINATION; }
}
