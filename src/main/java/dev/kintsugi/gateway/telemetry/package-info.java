/// Counts for Prometheus and traces for OpenTelemetry, folded from what is on disk.
@NullMarked
package dev.kintsugi.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
