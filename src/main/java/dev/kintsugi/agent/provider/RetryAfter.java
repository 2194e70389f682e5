package dev.kintsugi.agent.provider;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// How long a provider asks to wait: `retry-after-ms` before `retry-after`, which holds seconds or an HTTP date
/// (RFC 9110, 10.2.3). Stateless.
public final class RetryAfter {
    private static final double LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

    private RetryAfter() {}

    /// The wait, never negative; null when none is asked for or it cannot be read. A date is measured against the
    /// answer's own `Date`, as the provider's clock may differ from ours, and against `now` when it has none.
    public static @Nullable Duration in(Headers headers, Instant now) {
        var millis = number(headers.get("retry-after-ms"), 0.001);
        if (millis != null) {
            return millis;
        }
        var seconds = number(headers.get("retry-after"), 1);
        return seconds != null ? seconds : until(headers, now);
    }

    private static @Nullable Duration number(@Nullable String text, double unitSeconds) {
        if (text == null || !text.strip().matches("\\d{1,12}(\\.\\d{1,9})?")) {
            return null;
        }
        var seconds = Double.parseDouble(text.strip()) * unitSeconds;
        return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000));
    }

    private static @Nullable Duration until(Headers headers, Instant now) {
        var at = headers.getInstant("retry-after");
        if (at == null) {
            return null;
        }
        var sent = headers.getInstant("date");
        var wait = Duration.between(sent == null ? now : sent, at);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
