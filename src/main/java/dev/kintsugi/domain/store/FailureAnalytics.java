package dev.kintsugi.domain.store;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Concluded turns of a span of time, counted. Immutable.
///
/// @param failures     by the wire name of a failure mode, the turns on which it acted; modes that acted on none are left
///                     out. In the order of the names
/// @param statuses     by the wire name of a status, the turns that have it; in the order of the names
/// @param total        all turns
/// @param processingMs what they took together, in milliseconds of lab time
public record FailureAnalytics(Map<String, Long> failures, Map<String, Long> statuses, long total, long processingMs) {
    public FailureAnalytics {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        statuses = Collections.unmodifiableMap(new TreeMap<>(statuses));
    }

    /// What a turn took on average, in milliseconds; absent when there was none.
    public OptionalDouble averageProcessingMs() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) processingMs / total);
    }
}
