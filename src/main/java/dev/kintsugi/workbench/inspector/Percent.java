package dev.kintsugi.workbench.inspector;

import java.util.Locale;

/// Parts per million as people read them.
final class Percent {
    private Percent() {}

    /// e.g. `30 %`, `7.5 %`.
    static String of(int ppm) {
        return (ppm % 10_000 == 0 ? Integer.toString(ppm / 10_000) : String.format(Locale.ROOT, "%.1f", ppm / 10_000.0))
                + " %";
    }

    /// e.g. `0.112`.
    static String draw(int ppm) { return String.format(Locale.ROOT, "%.3f", ppm / 1e6); }
}
