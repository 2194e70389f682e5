package dev.kintsugi.lab;

import com.sun.management.OperatingSystemMXBean;
import dev.kintsugi.domain.store.MetricRow;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;

/// Measures this process: heap in MiB, share of the machine in percent, tokens and wire calls of a turn. Stateless.
final class SystemMetrics {
    private static final long MIB = 1024 * 1024;

    private SystemMetrics() {}

    static List<MetricRow> process(LabSettings.Thresholds limits, Instant at) {
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return List.of(row(at, "memory", memory * 100 / MIB, limits.memoryMb(), "MiB"),
                row(at, "cpu", Math.round(cpu() * 10_000), limits.cpuPercent(), "percent"));
    }

    static List<MetricRow> turn(LabSettings.Thresholds limits, Instant at, int tokens, int calls) {
        return List.of(row(at, "token_usage", tokens * 100L, limits.tokens(), "tokens"),
                row(at, "api_calls", calls * 100L, limits.calls(), "calls"));
    }

    private static double cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? Math.max(0, os.getProcessCpuLoad())
                : 0;
    }

    private static MetricRow row(Instant at, String type, long hundredths, long threshold, String unit) {
        return new MetricRow(at, type, hundredths, threshold * 100, "{\"unit\":\"" + unit + "\"}");
    }
}
