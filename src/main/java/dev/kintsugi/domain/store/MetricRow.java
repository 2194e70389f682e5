package dev.kintsugi.domain.store;

import java.time.Instant;

/// A measurement, as a row of `system_metrics`. Metadata is a JSON object as text. Immutable.
///
/// @param value     in hundredths of the metric's unit, since the column keeps two decimals
/// @param threshold in the same unit
public record MetricRow(Instant timestamp, String type, long value, long threshold, String metadata) {
    public boolean exceeded() { return value > threshold; }
}
