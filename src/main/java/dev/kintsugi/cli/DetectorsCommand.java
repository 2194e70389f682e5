package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.trial.Trial;
import dev.kintsugi.lab.trial.TrialPlan;
import dev.kintsugi.report.score.Confusion;
import dev.kintsugi.report.score.Latency;
import dev.kintsugi.report.score.Method;
import dev.kintsugi.report.score.Score;
import dev.kintsugi.report.stats.RateData;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.stats.SixDecimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Puts the detectors to the test and shows what they are worth, beside two simple methods.
@CommandLine.Command(description = "Score the detectors against what was really injected.", mixinStandardHelpOptions = true, footer = {
        "",
        "Plays seeded conversations in virtual time, clean ones and ones in which a fault sets in, and counts what the",
        "detectors flag, beside two simple methods: flagging everything, and looking for suspicious words. The domain '"
                + TrialPlan.HELD_OUT + "' was",
        "held out when the detectors were tuned. With --agent provider a real model speaks, which costs its calls.",
        "Exit code 1: the detectors do not beat both methods, or flag more than 2 %% of clean turns.", "",
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
    Heeded heeded() {
        return Heeded.allBut("each domain has its own pack, the policy is watch, time is virtual, and nothing is kept",
                "--pack", "--recovery", "--speed", "--data");
    }

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
                parts(plan, score).forEach(part -> text(part.title(), part.score()));
            }
            return passed(score) ? 0 : FAILED;
        }
    }

    private void progress(String line) {
        if (terminal.interactive()) {
            terminal.notice(line);
        }
    }

    /// The turns of one domain, by scripted models or by real ones.
    private record Part(String domain, boolean simulated, Score score) {
        boolean heldOut() { return domain.equals(TrialPlan.HELD_OUT); }

        String title() {
            return domain + (heldOut() ? " (held out)" : "") + (simulated ? ", scripted model" : ", real model");
        }
    }

    private static List<Part> parts(TrialPlan plan, Score score) {
        return plan.domains().stream()
                .flatMap(name -> Stream.of(true, false).map(simulated -> new Part(name, simulated,
                        score.only(t -> t.domain().equals(name) && t.simulated() == simulated))))
                .filter(part -> !part.score().turns().isEmpty()).toList();
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
        return "precision " + Shares.rate(c.precision()) + ", recall " + Shares.rate(c.recall()) + ", false alarms "
                + Shares.rate(c.falseAlarms()) + "; F1 " + number(c.f1()) + ", MCC " + number(c.mcc());
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
        out.put("passed", passed(score));
        out.put("parts", parts(plan, score).stream().map(DetectorsCommand::json).toList());
        return out;
    }

    private static Map<String, Object> json(Part part) {
        var out = new LinkedHashMap<String, Object>();
        out.put("domain", part.domain());
        out.put("held_out", part.heldOut());
        out.put("simulated", part.simulated());
        out.put("clean_turns", part.score().clean());
        out.put("clean_flagged_by_detector", part.score().flagged(null));
        for (var method : Method.values()) {
            out.put(method.wire(), json(part.score().confusion(method)));
        }
        out.put("modes", part.score().modes().stream().map(mode -> json(part.score(), mode)).toList());
        return out;
    }

    private static Map<String, Object> json(Score score, FailureMode mode) {
        var latency = score.latency(mode);
        var out = new LinkedHashMap<String, Object>();
        out.put("failure_mode", mode.wire());
        out.putAll(json(score.confusion(Method.DETECTORS, mode)));
        out.put("flagged_by_detector", score.flagged(mode));
        out.put("noticed_at_once", RateData.of(latency.atOnce()));
        out.put("noticed_while_it_lasts", RateData.of(latency.everIn()));
        out.put("median_notice_ms", latency.median().isPresent() ? latency.median().getAsLong() : null);
        return out;
    }

    private static Map<String, Object> json(Confusion c) {
        var out = new LinkedHashMap<String, Object>();
        out.put("hits", c.hits());
        out.put("misses", c.misses());
        out.put("alarms", c.alarms());
        out.put("quiet", c.quiet());
        out.put("precision", RateData.of(c.precision()));
        out.put("recall", RateData.of(c.recall()));
        out.put("false_alarms", RateData.of(c.falseAlarms()));
        out.put("f1", SixDecimals.of(c.f1()));
        out.put("mcc", SixDecimals.of(c.mcc()));
        return out;
    }
}
