package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Direction;
import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.HttpReply;
import dev.kintsugi.network.Toxic;
import java.util.Map;

/// What one click does to what a service answers; how much, to whom and which way can be changed afterwards. Immutable.
enum Hurt {
    LATE("A second late", new Toxic.Latency(1_000, 0)), NARROW("10 kB a second", new Toxic.Bandwidth(10)), PIECES(
            "In little pieces", new Toxic.Slicer(20, 10, 1_000)), SWALLOWED("Swallowed, and no end",
                    new Toxic.Timeout(0)), CUT("Cut off after 100 bytes", new Toxic.LimitData(100)), RESET("Reset",
                            new Toxic.ResetPeer(0)), LINGERING("Closed a second late", new Toxic.SlowClose(1_000)),

    UNAVAILABLE("HTTP: 503, and the service is not asked", Direction.UPSTREAM, http(503, Map.of())), BUSY(
            "HTTP: 429, come again in 2 s", Direction.UPSTREAM, http(429, Map.of("Retry-After", "2"))), AFTERWARDS(
                    "HTTP: 500, though the work was done", Direction.DOWNSTREAM, http(500, Map.of()));

    private final String words;
    private final Direction direction;
    private final Toxic toxic;

    Hurt(String words, Toxic toxic) { this(words, Direction.DOWNSTREAM, toxic); }

    Hurt(String words, Direction direction, Toxic toxic) {
        this.words = words;
        this.direction = direction;
        this.toxic = toxic;
    }

    private static Toxic http(int status, Map<String, String> headers) {
        return new Toxic.Http(HttpMatch.ANY, new HttpReply(status, headers, ""));
    }

    String words() { return words; }

    Direction direction() { return direction; }

    Toxic toxic() { return toxic; }
}
