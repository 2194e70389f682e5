package dev.kintsugi.report.audit;

import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.stats.Median;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What a run of prompts came to, in rows of words, for a terminal and for a window. Stateless.
public final class ErrandsText {
    private static final int PPM_DIGITS = 6;

    private ErrandsText() {}

    /// One figure with its name. Immutable.
    ///
    /// @param part whether it is a part of the one above
    public record Row(String name, String value, boolean part) {}

    /// How a run was set, e.g. `12 prompts, seed 42, toxics on 10 % of the tries`.
    public static String settings(ErrandsFindings findings) {
        return findings.settings().entrySet().stream().map(setting -> setting(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String setting(String name, String value) {
        return switch (name) {
            case "prompts" -> Words.counted(Long.parseLong(value), "prompt");
            case "toxic_prob" -> "toxics on " + share(value) + " of the tries";
            case "toxic" -> "of the type " + value;
            case "error_prob" -> "simulated errors on " + share(value) + " of them";
            case "tool_limit" -> "a tool tried again " + Words.counted(Long.parseLong(value), "time");
            case "prompt_limit" -> "a prompt sent again " + Words.counted(Long.parseLong(value), "time");
            case "tool_timeout_ms" -> "a tool waits " + Words.seconds(Long.parseLong(value));
            default -> name.replace('_', ' ') + " " + value;
        };
    }

    private static String share(String chance) {
        return Words.percent(new BigDecimal(chance).movePointRight(PPM_DIGITS).intValueExact());
    }

    /// The figures of a run, in the order in which they are told.
    public static List<Row> rows(ErrandsFindings findings) {
        var rows = new ArrayList<Row>();
        row(rows, "Prompts answered", Shares.rate(findings.prompts()) + "; sent again "
                + Words.counted(findings.promptRetries(), "time"));
        if (findings.broken() > 0) {
            row(rows, "Infrastructure", Words.counted(findings.broken(), "prompt") + " lost to what broke by itself");
        }
        row(rows, "Tool tries answered", Shares.rate(findings.tools()) + "; tried again "
                + Words.counted(findings.toolRetries(), "time"));
        findings.byTool().forEach((tool, rate) -> rows.add(new Row(tool, Shares.rate(rate), true)));
        row(rows, "Behind a toxic", Shares.rate(findings.toxics()));
        row(rows, "Simulated errors", Shares.rate(findings.simulated()));
        findings.errors().forEach((error, count) -> rows.add(new Row(error, Words.counted(count, "time"), true)));
        row(rows, "Acts done", Shares.rate(findings.done())
                + (findings.inDoubt() == 0 ? "" : "; " + findings.inDoubt() + " in doubt"));
        row(rows, "Answered, a tool failed", Shares.rate(findings.despite()));
        row(rows, "Response time", times(findings.sendings().stream().map(Sending::tookMs).toList()));
        return rows;
    }

    private static void row(List<Row> rows, String name, String value) { rows.add(new Row(name, value, false)); }

    /// Times in one line, e.g. `median 1.8 s, 95 % within 7.0 s (n = 12)`.
    public static String times(Collection<Long> took) {
        return took.isEmpty()
                ? "no data"
                : "median " + Words.seconds(Median.of(took).orElse(0)) + ", 95\u00a0% within "
                        + Words.seconds(ErrandsFindings.percentile(took, 95)) + " (n = " + took.size() + ")";
    }

    /// The tries of each tool that were answered.
    public static Sheet tools(ErrandsFindings findings) {
        return new Sheet("Tries answered, by tool",
                "Of those that did not break by themselves. Wilson's interval, 95\u00a0%.",
                List.of("tool", "answered"), findings.byTool().entrySet().stream()
                        .map(tool -> List.of(tool.getKey(), Shares.rate(tool.getValue()))).toList());
    }

    /// What failed tries met.
    public static Sheet errors(ErrandsFindings findings) {
        return new Sheet("What failed tries met", "", List.of("error", "times"), findings.errors().entrySet().stream()
                .map(error -> List.of(error.getKey(), error.getValue().toString())).toList());
    }

    /// How long services took to answer.
    public static Sheet latencies(ErrandsFindings findings) {
        return new Sheet("How long services took", "Without the tries that failed.", List.of("service", "to answer"),
                findings.latencies().entrySet().stream().map(its -> List.of(its.getKey(), times(its.getValue())))
                        .toList());
    }

    /// What tools were to do, and what is known of it.
    public static Sheet acts(ErrandsFindings findings) {
        return new Sheet("What was to be done", "Acts, and not what was only looked up. Each once, however often its"
                + " prompt was sent.", List.of("tool", "prompt", "is", "with"),
                findings.acts().stream()
                        .map(a -> List.of(a.tool(), Integer.toString(a.prompt()), state(a), a.arguments())).toList());
    }

    private static String state(ErrandsFindings.Act act) {
        return switch (act.state()) {
            case DONE -> "done";
            case NOT_DONE -> "not done";
            case UNKNOWN -> "in doubt";
        };
    }
}
