package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Toxic;

/// What one click does to a service's answers; everything else is for programs. Immutable.
enum Hurt {
    LATE("A second late", new Toxic.Latency(1_000, 0)), NARROW("10 kB a second", new Toxic.Bandwidth(10)), PIECES(
            "In little pieces", new Toxic.Slicer(20, 10, 1_000)), SWALLOWED("Swallowed, and no end",
                    new Toxic.Timeout(0)), CUT("Cut off after 100 bytes", new Toxic.LimitData(100)), RESET("Reset",
                            new Toxic.ResetPeer(0)), LINGERING("Closed a second late", new Toxic.SlowClose(1_000));

    private final String words;
    private final Toxic toxic;

    Hurt(String words, Toxic toxic) {
        this.words = words;
        this.toxic = toxic;
    }

    String words() { return words; }

    Toxic toxic() { return toxic; }
}
