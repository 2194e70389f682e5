package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.trial.Trial;
import dev.kintsugi.lab.trial.TrialPlan;
import dev.kintsugi.report.score.Confusion;
import dev.kintsugi.report.score.Latency;
import dev.kintsugi.report.score.Method;
import dev.kintsugi.report.score.Score;
import dev.kintsugi.report.stats.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Puts the detectors to the test and shows what they are worth, beside two simple methods.
@CommandLine.Command(description = "Score the detectors against what was really injected.", mixinStandardHelpOptions = true, footer = {
        "",
        "Plays seeded conversations in virtual time, clean ones and such in which a fault sets in, and counts what the",
        "detectors say. Beside them: flagging everything, and looking for suspicious words. The domain '"
                + TrialPlan.HELD_OUT + "' was",
        "held out when the detectors were tuned. With --agent provider a real model speaks, which costs its calls.",
        "Exit code 1: the detectors do not beat both methods, or more than 2 %% of clean turns were flagged.", "",
        "Examples:", "  kintsugi detectors", "  kintsugi detectors --domain support --json",
        "  kintsugi detectors --conversations 10 --faults 5"})
final class DetectorsCommand extends Command {
    private static final double MOST_ALARMS = 0.02;

    @Option(names = "--domain", paramLabel = "NAME", description = "Only this domain: insurance, support or general. Default: all.")
    @Nullable
    String domain;

    @Option(names = "--conversations", paramLabel = "N", description = "Clean conversations in each domain. Default: ${DEFAULT-VALUE}.")
    int conversations = 100;

    @Option(names = "--turns", paramLabel = "N", description = "Turns of a clean conversation. Default: ${DEFAULT-VALUE}.")
    int turns = 12;

    @Option(names = "--faults", paramLabel = "N", description = "Faults of each mode in each domain. Default: ${DEFAULT-VALUE}.")
    int faults = 60;

    DetectorsCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var seed = options.seed == null ? 42 : options.seed;
        var domains = domain == null ? TrialPlan.standard(seed).domains() : List.of(domain);
        var plan = new TrialPlan(domains, conversations, turns, faults, seed);
        try (var lab = door.throwAway(options.wish())) {
            var score = Trial.run(lab, plan, this::progress);
            if (options.json) {
                terminal.json(json(plan, score));
            } else {
                parts(plan, score).forEach((title, part) -> text(title, part));
            }
            return passed(score) ? 0 : FAILED;
        }
    }

    private void progress(String line) {
        if (terminal.look().interactive()) {
            terminal.notice(line);
        }
    }

    /// Each domain apart, and scripted models apart from real ones.
    private static Map<String, Score> parts(TrialPlan plan, Score score) {
        var parts = new LinkedHashMap<String, Score>();
        for (var name : plan.domains()) {
            var own = score.only(t -> t.domain().equals(name));
            var title = name + (name.equals(TrialPlan.HELD_OUT) ? " (held out)" : "");
            put(parts, title + ", scripted model", own.only(t -> t.simulated()));
            put(parts, title + ", real model", own.only(t -> !t.simulated()));
        }
        return parts;
    }

    private static void put(Map<String, Score> parts, String title, Score part) {
        if (!part.turns().isEmpty()) {
            parts.put(title, part);
        }
    }

    private static boolean passed(Score score) {
        var detectors = score.confusion(Method.DETECTORS);
        double mine = detectors.mcc().orElse(1);
        return detectors.falseAlarms().value().orElse(0) <= MOST_ALARMS
                && mine > score.confusion(Method.EVERYTHING).mcc().orElse(-1)
                && mine > score.confusion(Method.KEYWORDS).mcc().orElse(-1);
    }

    private void text(String title, Score score) {
        terminal.line(terminal.paint(Tone.STRONG, title));
        for (var method : Method.values()) {
            row(method.wire(), words(score.confusion(method)));
        }
        for (var mode : score.modes()) {
            row(mode.wire(), words(score.confusion(Method.DETECTORS, mode)) + "; " + latency(score.latency(mode))
                    + "; by " + by(score, mode));
        }
        row("clean turns", "flagged by " + by(score, null));
        terminal.line("");
    }

    private void row(String name, String words) {
        terminal.line(Terminal.beside(String.format(Locale.ROOT, "  %-20s ", name), words, terminal.look().columns()));
    }

    private static String words(Confusion c) {
        return "precision " + rate(c.precision()) + ", recall " + rate(c.recall()) + ", false alarms "
                + rate(c.falseAlarms()) + "; F1 " + number(c.f1()) + ", MCC " + number(c.mcc());
    }

    private static String rate(Rate rate) {
        return rate.n() == 0
                ? rate.percent()
                : String.format(Locale.ROOT, "%.1f %% (%d of %d; %.1f-%.1f)", 100.0 * rate.k() / rate.n(), rate.k(),
                        rate.n(), 100 * rate.low(), 100 * rate.high());
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
    }

    private static String latency(Latency latency) {
        return "noticed at once " + latency.atOnce().k() + ", while it lasts " + latency.everIn().k() + " of "
                + latency.everIn().n() + " faults";
    }

    private static String by(Score score, @Nullable FailureMode mode) {
        var names = new ArrayList<String>();
        score.flagged(mode).forEach((name, count) -> names.add(name + " " + count));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static Map<String, Object> json(TrialPlan plan, Score score) {
        var out = new LinkedHashMap<String, Object>();
        out.put("seed", plan.seed());
        out.put("held_out", TrialPlan.HELD_OUT);
        out.put("passed", passed(score));
        var all = new LinkedHashMap<String, Object>();
        parts(plan, score).forEach((title, part) -> all.put(title, json(part)));
        out.put("parts", all);
        return out;
    }

    private static Map<String, Object> json(Score score) {
        var out = new LinkedHashMap<String, Object>();
        out.put("clean_turns", score.clean());
        for (var method : Method.values()) {
            out.put(method.wire(), json(score.confusion(method)));
        }
        var modes = new LinkedHashMap<String, Object>();
        for (var mode : score.modes()) {
            var one = json(score.confusion(Method.DETECTORS, mode));
            one.put("flagged_by", score.flagged(mode));
            var latency = score.latency(mode);
            one.put("noticed_at_once", json(latency.atOnce()));
            one.put("noticed_while_it_lasts", json(latency.everIn()));
            latency.median().ifPresent(ms -> one.put("median_ms", ms));
            modes.put(mode.wire(), one);
        }
        out.put("modes", modes);
        out.put("clean_flagged_by", score.flagged(null));
        return out;
    }

    private static Map<String, Object> json(Confusion c) {
        var out = new LinkedHashMap<String, Object>();
        out.put("hits", c.hits());
        out.put("misses", c.misses());
        out.put("alarms", c.alarms());
        out.put("quiet", c.quiet());
        out.put("precision", json(c.precision()));
        out.put("recall", json(c.recall()));
        out.put("false_alarms", json(c.falseAlarms()));
        c.f1().ifPresent(f1 -> out.put("f1", f1));
        c.mcc().ifPresent(mcc -> out.put("mcc", mcc));
        return out;
    }

    /// A rate without data has no value.
    private static Map<String, Object> json(Rate rate) {
        var out = new LinkedHashMap<String, Object>();
        out.put("k", rate.k());
        out.put("n", rate.n());
        rate.value().ifPresent(value -> out.put("value", value));
        if (rate.n() > 0) {
            out.put("low", rate.low());
            out.put("high", rate.high());
        }
        return out;
    }
}
