package dev.kintsugi.gateway.anthropic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers in which Anthropic tells its rate limits, with every reply. They are those of a generous plan and are never
/// met by themselves. Stateless.
final class Limits {
    private static final String PREFIX = "anthropic-ratelimit-";
    private static final Map<String, Integer> OF = Map.of("requests", 4_000, "tokens", 2_400_000, "input-tokens",
            2_000_000, "output-tokens", 400_000);

    private Limits() {}

    /// All that is left when nothing is used up.
    static Map<String, String> generous(Instant now) {
        var all = new LinkedHashMap<String, String>();
        OF.forEach((of, limit) -> {
            all.put(PREFIX + of + "-limit", limit.toString());
            all.put(PREFIX + of + "-remaining", Integer.toString(of.equals("requests") ? limit - 1 : limit));
            all.put(PREFIX + of + "-reset", time(now));
        });
        return all;
    }

    /// One of them is used up until so long from now.
    static Map<String, String> met(String of, Duration wait, Instant now) {
        return Map.of("retry-after", Long.toString(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000))),
                PREFIX + of + "-remaining", "0", PREFIX + of + "-reset", time(now.plus(wait)));
    }

    private static String time(Instant at) { return at.truncatedTo(ChronoUnit.SECONDS).toString(); }
}
