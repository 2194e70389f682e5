package dev.kintsugi.cli;

import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.report.stats.Ablation;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells what patterns are worth, in lines for people and as data for programs. Stateless.
final class WorthText {
    private WorthText() {}

    static List<String> lines(Worth worth) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(Locale.ROOT, "%-16s %-22s %-22s %s", worth.policy(), "saves alone", "saves as others do",
                        "spoils"));
        worth.patterns().forEach((pattern, a) -> lines.add(String.format(Locale.ROOT, "%-16s %-22s %-22s %s", pattern,
                rate(a.uniqueShare()), rate(a.sharedShare()), rate(a.harmfulShare()))));
        lines.add("");
        lines.add(
                "Alone: saved by the policy, and not without the pattern. As others do: saved without it, and by it alone.");
        lines.add("With the policy and without it, " + Price.words(worth.calls(), worth.millis()) + ".");
        return lines;
    }

    private static String rate(Rate rate) {
        return rate.n() == 0 ? "no data" : rate.k() + " of " + rate.n() + " (" + rate.interval() + ")";
    }

    static Map<String, Object> json(Worth worth) {
        var patterns = new LinkedHashMap<String, Object>();
        worth.patterns().forEach((pattern, a) -> patterns.put(pattern, json(a)));
        var out = new LinkedHashMap<String, Object>();
        out.put("policy", worth.policy());
        out.put("patterns", patterns);
        out.put("calls_per_saved_turn", json(worth.calls()));
        out.put("lab_ms_per_saved_turn", json(worth.millis()));
        return out;
    }

    private static Map<String, Object> json(Ablation a) {
        return Map.of("turns", a.turns(), "saved", a.saved(), "unique", a.unique(), "shared", a.shared(), "harmful",
                a.harmful());
    }

    static Map<String, Object> json(Price price) {
        var out = new LinkedHashMap<String, Object>();
        out.put("turns", price.turns());
        out.put("cost", price.cost());
        out.put("saved", price.saved());
        price.each().ifPresent(v -> out.put("each", v));
        price.low().ifPresent(v -> out.put("low", v));
        price.high().ifPresent(v -> out.put("high", v));
        return out;
    }
}
