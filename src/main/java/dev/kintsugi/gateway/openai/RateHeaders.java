package dev.kintsugi.gateway.openai;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers that OpenAI sends with every reply. The limits are those of a generous plan and are never met by
/// themselves. Stateless.
final class RateHeaders {
    private static final Map<String, String> LIMITS = Map.of("x-ratelimit-limit-requests", "10000",
            "x-ratelimit-remaining-requests", "9999", "x-ratelimit-reset-requests", "6ms", "x-ratelimit-limit-tokens",
            "2000000", "x-ratelimit-remaining-tokens", "1999000", "x-ratelimit-reset-tokens", "30ms");

    private RateHeaders() {}

    /// @param given what the provider sent itself; its own values go before ours
    static Map<String, String> with(String request, long tookMs, Map<String, String> given) {
        var all = new LinkedHashMap<>(LIMITS);
        all.put("openai-version", "2020-10-01");
        all.put("openai-processing-ms", Long.toString(tookMs));
        all.put("x-request-id", request);
        all.putAll(given);
        return all;
    }

    /// A span as these headers write it: `12ms`, `1s`, `6m0s`.
    static String span(Duration span) {
        if (span.toMillis() < 1000) {
            return span.toMillis() + "ms";
        }
        var seconds = Math.ceilDiv(span.toMillis(), 1000);
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
