package dev.kintsugi.recovery.policy;

import java.time.Duration;

/// How the pause grows from one try to the next, in multiples of the first pause. Stateless.
public enum Backoff {
    /// 1, 1, 1, 1
    CONSTANT,
    /// 1, 2, 3, 4
    LINEAR,
    /// 1, f, f², f³; with factor 2: 1, 2, 4, 8
    EXPONENTIAL,
    /// 1, 1, 2, 3, 5, 8, 13
    FIBONACCI;

    /// The pause after so many tries, at least 1, in whole milliseconds and never more than the cap.
    ///
    /// @param factor what an exponential pause is multiplied with; no other kind looks at it
    public Duration pause(int made, Duration base, double factor, Duration cap) {
        var times = switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> made;
            case EXPONENTIAL -> Math.pow(factor, made - 1.0);
            case FIBONACCI -> fibonacci(made);
        };
        return Duration.ofMillis((long) Math.min(cap.toMillis(), base.toMillis() * times));
    }

    private static double fibonacci(int n) {
        var before = 0.0;
        var now = 1.0;
        for (int i = 1; i < n; i++) {
            var next = before + now;
            before = now;
            now = next;
        }
        return now;
    }
}
