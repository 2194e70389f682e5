package dev.kintsugi.cli;

import dev.kintsugi.lab.bench.Figure;
import dev.kintsugi.lab.bench.Findings;
import dev.kintsugi.lab.bench.HostileRun;
import dev.kintsugi.lab.bench.NeverWorse;
import dev.kintsugi.lab.bench.Ratio;
import dev.kintsugi.store.KillLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What measurements and trials of endurance found, as plain data for programs. Stateless.
final class BenchJson {
    private BenchJson() {}

    static Map<String, Object> of(NeverWorse.Report report) {
        var out = new LinkedHashMap<String, Object>();
        out.put("passed", report.passed());
        out.put("scripts", report.scripts());
        out.put("turns", report.turns());
        out.put("attempts", report.attempts());
        out.put("broken_promises", report.brokenRules());
        out.put("wrong", report.broken());
        return out;
    }

    static Map<String, Object> of(HostileRun.Report report) {
        var out = new LinkedHashMap<String, Object>();
        out.put("passed", report.passed());
        out.put("requests", report.requests());
        out.put("answers_by_kind", new TreeMap<>(report.kinds()));
        out.put("acknowledged_turns", report.acknowledged());
        out.put("slowest_ms", report.slowestMs());
        out.put("wrong", report.wrong());
        return out;
    }

    static Map<String, Object> machine() {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("java", Runtime.version().toString());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        return machine;
    }

    static Map<String, Object> of(Findings findings, int seconds) {
        var out = new LinkedHashMap<String, Object>(machine());
        out.put("seconds", seconds);
        out.put("figures", findings.figures().stream().map(BenchJson::of).toList());
        out.put("ratios", findings.ratios().stream().map(BenchJson::of).toList());
        return out;
    }

    private static Map<String, Object> of(Ratio r) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", r.name());
        out.put("title", r.title());
        out.put("value", r.value());
        return out;
    }

    private static Map<String, Object> of(Figure f) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", f.name());
        out.put("title", f.title());
        out.put("unit", f.unit());
        out.put("median", f.median());
        out.put("least", f.least());
        out.put("most", f.most());
        out.put("rounds", f.rounds());
        return out;
    }

    static Map<String, Object> of(KillLoop.Report report) {
        var out = new LinkedHashMap<String, Object>();
        out.put("passed", report.passed());
        out.put("kills", report.rounds());
        out.put("acknowledged_turns", report.acknowledged());
        out.put("lost_turns", report.lost());
        out.put("broken", report.broken());
        out.put("failed_starts", report.failedStarts());
        return out;
    }
}
