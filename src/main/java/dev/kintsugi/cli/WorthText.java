package dev.kintsugi.cli;

import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.report.stats.Ablation;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.PriceData;
import dev.kintsugi.report.stats.RateData;
import dev.kintsugi.report.stats.Shares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells what patterns are worth, in lines for people and as data for programs. Stateless.
final class WorthText {
    private WorthText() {}

    static List<String> lines(Worth worth, int columns) {
        var rows = worth.patterns().entrySet().stream().map(p -> row(p.getKey(), p.getValue())).toList();
        var lines = new ArrayList<>(TableText.lines(
                List.of(worth.policy(), "saves alone", "saves as others do", "spoils"), rows, columns));
        lines.add("");
        lines.add(Terminal
                .wrapped("Alone: saved by the policy, and not without the pattern. As others do: saved without it, "
                        + "and by it alone. In brackets Wilson's interval in percent, 95 %.",
                        columns, ""));
        lines.add(
                Terminal.wrapped("With the policy and without it, " + Price.words(worth.calls(), worth.millis()) + ".",
                        columns, ""));
        return lines;
    }

    private static List<String> row(String pattern, Ablation a) {
        return List.of(pattern.replace('_', ' '), Shares.below(a.uniqueShare()), Shares.below(a.sharedShare()),
                Shares.below(a.harmfulShare()));
    }

    static Map<String, Object> json(Worth worth) {
        var out = new LinkedHashMap<String, Object>();
        out.put("recovery_policy", worth.policy());
        out.put("patterns", worth.patterns().entrySet().stream().map(p -> json(p.getKey(), p.getValue())).toList());
        out.put("calls_per_saved_turn", PriceData.of(worth.calls()));
        out.put("lab_ms_per_saved_turn", PriceData.of(worth.millis()));
        return out;
    }

    private static Map<String, Object> json(String pattern, Ablation a) {
        var out = new LinkedHashMap<String, Object>();
        out.put("pattern", pattern);
        out.put("unique", RateData.of(a.uniqueShare()));
        out.put("shared", RateData.of(a.sharedShare()));
        out.put("harmful", RateData.of(a.harmfulShare()));
        return out;
    }
}
