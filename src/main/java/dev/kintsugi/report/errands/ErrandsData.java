package dev.kintsugi.report.errands;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.report.errands.ErrandsFindings.Act;
import dev.kintsugi.report.errands.ErrandsFindings.Call;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.errands.ErrandsFindings.Stretch;
import dev.kintsugi.report.stats.Median;
import dev.kintsugi.report.stats.RateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Findings as programs read them, what is drawn in the charts among them. What has no data is null. Stateless.
public final class ErrandsData {
    private static final int STRETCHES = 24;
    private static final List<String> SENDING = List.of("prompt", "sending", "at_ms",
            "processing_time_ms", "ending", "message", "response");
    private static final List<String> CALL = List.of("prompt", "tool", "service", "try", "at_ms", "took_ms", "toxic",
            "stream", "simulated_error", "error");

    private ErrandsData() {}

    /// All of it, as plain data in a fixed order.
    ///
    /// @param session absent when nothing was sent, and nothing kept
    public static Map<String, Object> json(@Nullable String session, ErrandsFindings findings, List<Entry> log) {
        var out = new LinkedHashMap<String, Object>();
        out.put("session_id", session);
        out.put("configuration", findings.settings());
        out.put("prompts", RateData.of(findings.prompts()));
        out.put("infrastructure_errors", findings.broken());
        out.put("sendings", RateData.of(findings.sent()));
        out.put("tool_tries", RateData.of(findings.tools()));
        out.put("answered_despite_failed_tool", RateData.of(findings.despite()));
        out.put("acts_done", RateData.of(findings.done()));
        out.put("acts_in_doubt", findings.inDoubt());
        out.put("toxics", RateData.of(findings.toxics()));
        out.put("simulated_errors", RateData.of(findings.simulated()));
        out.put("tool_retries", findings.toolRetries());
        out.put("prompt_retries", findings.promptRetries());
        out.put("throughput", findings.throughput(STRETCHES).stream().map(ErrandsData::stretch).toList());
        out.put("success_by_tool", each(findings.byTool(), RateData::of));
        out.put("latency_ms_by_service", each(findings.latencies(), ErrandsData::times));
        out.put("failed_tries_by_error", findings.errors());
        out.put("response_time_ms", times(findings.sendings().stream().map(Sending::tookMs).toList()));
        out.put("results", findings.sendings().stream().map(ErrandsData::sending).toList());
        out.put("acts", findings.acts().stream().map(ErrandsData::act).toList());
        out.put("tries", findings.calls().stream().map(ErrandsData::call).toList());
        for (var stream : Streams.Stream.values()) {
            out.put(stream.word() + "_events", Streams.of(stream, log).stream().map(ErrandsData::line).toList());
        }
        return out;
    }

    private static <T> Map<String, Object> each(Map<String, T> all, Function<T, Object> data) {
        var out = new LinkedHashMap<String, Object>();
        all.forEach((name, value) -> out.put(name, data.apply(value)));
        return out;
    }

    private static Map<String, Object> stretch(Stretch stretch) {
        var out = new LinkedHashMap<String, Object>();
        out.put("from_ms", stretch.fromMs());
        out.put("answered", stretch.answered());
        out.put("failed", stretch.failed());
        return out;
    }

    private static Map<String, Object> times(Collection<Long> ms) {
        var out = new LinkedHashMap<String, Object>();
        out.put("n", ms.size());
        out.put("median", ms.isEmpty() ? null : Median.of(ms).orElse(0));
        out.put("p95", ms.isEmpty() ? null : ErrandsFindings.percentile(ms, 95));
        return out;
    }

    private static Map<String, @Nullable Object> sending(Sending s) { return row(SENDING, values(s)); }

    private static Map<String, @Nullable Object> call(Call c) { return row(CALL, values(c)); }

    private static Map<String, Object> act(Act act) {
        var out = new LinkedHashMap<String, Object>();
        out.put("prompt", act.prompt());
        out.put("tool", act.tool());
        out.put("arguments", act.arguments());
        out.put("state", act.state().name().toLowerCase(Locale.ROOT));
        return out;
    }

    private static Map<String, @Nullable Object> row(List<String> heads, List<Object> values) {
        var out = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < heads.size(); i++) {
            out.put(heads.get(i), values.get(i));
        }
        return out;
    }

    private static List<Object> values(Sending s) {
        return List.of(s.prompt(), s.number(), s.atMs(), s.tookMs(), s.ending().word(), s.asked(), s.said());
    }

    private static List<Object> values(Call c) {
        return List.of(c.prompt(), c.tool(), c.service(), c.round(), c.atMs(), c.tookMs(), c.toxic(), c.stream(),
                c.simulated(), c.error());
    }

    /// A row for each sending of a prompt, under heads.
    public static List<List<String>> sendings(ErrandsFindings findings) {
        return table(SENDING, findings.sendings().stream().map(ErrandsData::values).toList());
    }

    /// A row for each try of a tool, under heads.
    public static List<List<String>> calls(ErrandsFindings findings) {
        return table(CALL, findings.calls().stream().map(ErrandsData::values).toList());
    }

    private static List<List<String>> table(List<String> heads, List<List<Object>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(heads);
        rows.forEach(row -> all.add(row.stream().map(String::valueOf).toList()));
        return all;
    }

    /// A line of a stream.
    public static Map<String, Object> line(Streams.Line line) {
        var out = new LinkedHashMap<String, Object>();
        out.put("timestamp", Instant.ofEpochMilli(line.wall()).toString());
        out.put("kind", line.kind());
        out.put("text", line.text());
        out.put("bad", line.bad());
        return out;
    }
}
