package dev.kintsugi.lab.experiment;

import dev.kintsugi.lab.experiment.Findings.Against;
import dev.kintsugi.lab.experiment.Findings.Cell;
import dev.kintsugi.lab.experiment.Findings.Survival;
import dev.kintsugi.report.audit.Sheet;
import dev.kintsugi.report.audit.SheetsHtml;
import dev.kintsugi.report.stats.PairedMean;
import dev.kintsugi.report.stats.PassK;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Findings in tables for people: every rate with its counts and its interval. Stateless.
public final class FindingsText {

    private FindingsText() {}

    /// The tables that there can be, most wanted first.
    public enum Table {
        EPISODES, FAILURES, CLAIMS, TIMES, AGAINST, REPEATED, PATTERNS
    }

    /// The tables, most wanted first.
    public static List<Sheet> sheets(Findings findings) {
        return Arrays.stream(Table.values()).flatMap(table -> sheet(findings, table).stream()).toList();
    }

    /// One of them; empty when the experiment asks nothing of the kind.
    public static Optional<Sheet> sheet(Findings findings, Table table) {
        var plan = findings.results().plan();
        return switch (table) {
            case EPISODES -> Optional.of(new Sheet("Episodes",
                    "Success is passed or recovered, of the episodes that say anything about the agent; Wilson 95\u00a0%.",
                    List.of("arm", "success", "passed", "recovered", "failed, and why", "infrastructure errors"),
                    findings.cells().stream().map(c -> episodes(plan, c)).toList()));
            case FAILURES -> Optional.of(new Sheet("Failures",
                    "Turns that chance touched of those it could; failures that reached the agent of all asked for or"
                            + " decided; of these, those delivered sound.",
                    List.of("arm", "injected", "manifested", "recovered", "calls for each needed"),
                    findings.cells().stream().map(c -> List.of(name(plan, c.condition()), Shares.rate(c.injected()),
                            Shares.rate(c.manifested()), Shares.rate(c.recovery()), c.amplification().words()))
                            .toList()));
            case CLAIMS -> Optional.of(new Sheet("Claimed success after failure",
                    "Something failed, and the user was told as though all were well: episodes with such a delivery, and"
                            + " deliveries; Wilson 95\u00a0%. A failed delivery that is no claim was owned up to (an error, a"
                            + " message, a refusal, a hedge) or left the question open.",
                    List.of("arm", "episodes", "of deliveries", "of failed deliveries", "owned up to", "left open"),
                    findings.cells().stream().map(c -> List.of(name(plan, c.condition()), Shares.rate(c.claimed()),
                            Shares.rate(c.claims().ofDeliveries()), Shares.rate(c.claims().ofFailed()),
                            Integer.toString(c.claims().admitted()), Integer.toString(c.claims().open()))).toList()));
            case TIMES -> Optional.of(new Sheet("Times",
                    "Lab time, Kaplan-Meier median (95\u00a0%) and mean within 300 s; what never happened is censored there.",
                    List.of("arm", "to detect", "to restore", "message to sound reply"),
                    findings.cells().stream().map(c -> List.of(name(plan, c.condition()), time(c.detect()),
                            time(c.mend()), time(c.sound()))).toList()));
            case AGAINST -> of(!findings.against().isEmpty(), () -> new Sheet("Against " + plan.baseline().title(),
                    "The same episodes in both. " + (plan.trials() == 1
                            ? "McNemar's exact test; the difference with the interval of Bonett and Price; "
                            : "Exact test by the signs of whole conversations; ")
                            + "Holm: all rows looked at together. "
                            + (plan.trials() == 1 ? "Else paired bootstrap" : "Paired bootstrap of conversations")
                            + ", 95\u00a0%.",
                    List.of("arm", "pairs", "only it succeeds", "only the baseline", "difference", "p", "p, Holm",
                            "calls an episode",
                            "lab time an episode", "price of a saved episode"),
                    findings.against().stream().map(a -> against(plan, a)).toList()));
            case REPEATED -> of(plan.trials() > 1, () -> new Sheet("Repeated trials",
                    "pass^k: all of k trials of a task succeed; pass@k: at least one. Mean over tasks; bootstrap over"
                            + " tasks, 95\u00a0%.",
                    List.of("arm", "k", "tasks", "pass^k", "pass@k"),
                    findings.cells().stream().flatMap(c -> repeated(plan, c).stream()).toList()));
            case PATTERNS -> of(!findings.patterns().isEmpty(), () -> new Sheet("What patterns are worth",
                    "Of the episodes that fail without recovery. Alone: saved by"
                            + " the policy, and not without the pattern. As others do: saved without it, and by it alone.",
                    List.of("pattern", "saves alone", "saves as others do", "spoils"),
                    findings.patterns().stream().map(p -> List.of(p.title() + levels(plan, p.epsilon(), p.lambda()),
                            Shares.rate(p.worth().uniqueShare()), Shares.rate(p.worth().sharedShare()),
                            Shares.rate(p.worth().harmfulShare()))).toList()));
        };
    }

    private static Optional<Sheet> of(boolean asked, Supplier<Sheet> sheet) {
        return asked ? Optional.of(sheet.get()) : Optional.empty();
    }

    /// What was played and how it ended, in sentences.
    public static List<String> intro(Findings findings) {
        var results = findings.results();
        var plan = results.plan();
        var lines = new ArrayList<String>();
        if (!plan.description().isEmpty()) {
            lines.add(plan.description().replaceAll("\\s+", " "));
        }
        lines.add(Words.counted(results.tasks().size(), "conversation") + " of " + plan.episodes() + ", "
                + Words.counted(plan.trials(), "trial") + " of each in " + Words.counted(plan.conditions().size(),
                        "condition")
                + "; seed " + plan.seed() + ". " + ending(results));
        return lines;
    }

    private static String ending(Results results) {
        return switch (results.ending()) {
            case COMPLETE -> "All were played.";
            case STOPPED_EARLY -> "It ended early: every success rate is known as well as was asked for.";
            case CANCELLED -> "It was cancelled: the figures are of what was finished.";
            case BROKE_OFF -> "It broke off: the figures are of what was finished.";
            case UNDER_WAY -> "It is still being played: the figures are of what is finished.";
        };
    }

    /// One self-contained page.
    public static String html(Findings findings) {
        return SheetsHtml.of(findings.results().plan().title(), intro(findings), sheets(findings),
                "Made by Kintsugi. The same file and seed give the same page. Fingerprint "
                        + findings.results().plan().digest());
    }

    /// A condition by its arm, and its levels where there are several.
    public static String name(Experiment plan, Condition c) {
        return c.arm().title() + levels(plan, c.epsilon(), c.lambda());
    }

    private static String levels(Experiment plan, int epsilon, int lambda) {
        return (plan.epsilons().size() > 1 ? ", ε " + number(epsilon) : "")
                + (plan.lambdas().size() > 1 ? ", λ " + number(lambda) : "");
    }

    /// A level as it stands in the file, e.g. `0.25`.
    public static String number(int ppm) { return BigDecimal.valueOf(ppm, 6).stripTrailingZeros().toPlainString(); }

    private static List<String> episodes(Experiment plan, Cell c) {
        var failed = c.verdicts().entrySet().stream()
                .filter(e -> e.getKey().counts() && !e.getKey().success() && e.getValue() > 0)
                .map(e -> e.getKey().words() + " " + e.getValue()).collect(Collectors.joining(", "));
        return List.of(name(plan, c.condition()), Shares.rate(c.success()), count(c, Verdict.PASSED),
                count(c, Verdict.RECOVERED), failed.isEmpty() ? "0" : failed, count(c, Verdict.INFRASTRUCTURE_ERROR));
    }

    private static String count(Cell c, Verdict verdict) {
        return Integer.toString(c.verdicts().getOrDefault(verdict, 0));
    }

    private static String time(Survival s) {
        if (s.n() == 0) {
            return Shares.NO_DATA;
        }
        var low = s.interval().low();
        var high = s.interval().high();
        var median = s.median().isEmpty()
                ? "not reached"
                : Words.seconds(s.median().getAsLong()) + " ("
                        + (low.isPresent() ? Words.seconds(low.getAsLong()) : "?") + " to "
                        + (high.isPresent() ? Words.seconds(high.getAsLong()) : "not reached") + ")";
        return median + "; mean " + Words.seconds(Math.round(s.mean().orElse(0))) + "; " + s.done() + " of " + s.n();
    }

    private static List<String> against(Experiment plan, Against a) {
        return List.of(name(plan, a.other()), Integer.toString(a.pairs()), Integer.toString(a.test().second()),
                Integer.toString(a.test().first()), share(a.share()), p(a.p()), p(a.holm()),
                mean(a.calls(), 1, ""), mean(a.ms(), 0.001, " s"), price(a));
    }

    /// How likely such a difference is when there is none, e.g. `0.031` or `< 0.001`.
    public static String p(double p) { return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p); }

    /// A difference with its interval in percent of the pairs, e.g. `+62 % (+55 to +69)`.
    public static String share(PairedMean s) {
        if (s.value().isEmpty()) {
            return Shares.NO_DATA;
        }
        var value = signed(100 * s.value().getAsDouble(), 0) + Shares.PERCENT;
        return s.low().isEmpty()
                ? value
                : value + " (" + signed(100 * s.low().getAsDouble(), 0) + " to "
                        + signed(100 * s.high().orElseThrow(), 0) + ")";
    }

    private static String mean(PairedMean m, double factor, String unit) {
        if (m.value().isEmpty()) {
            return Shares.NO_DATA;
        }
        var one = signed(m.value().getAsDouble() * factor, 2) + unit;
        return m.low().isEmpty() || m.high().isEmpty()
                ? one
                : one + " (" + signed(m.low().getAsDouble() * factor, 2) + " to "
                        + signed(m.high().getAsDouble() * factor, 2) + ")";
    }

    /// With its sign, but for what is nothing as it is written.
    private static String signed(double value, int decimals) {
        var text = String.format(Locale.ROOT, "%+." + decimals + "f", value);
        return text.matches("[-+][0.]+") ? text.substring(1) : text;
    }

    private static String price(Against a) {
        return a.callsPrice().each().isEmpty()
                ? "none: no more succeed"
                : one(a.callsPrice(), "calls") + ", " + one(a.msPrice().in(0.001), "s");
    }

    /// A price of one more success with its interval, e.g. `2.0 calls (1.8 to 2.2)`; for one that is known.
    public static String one(Price price, String unit) {
        var each = tenth(price.each().orElse(0)) + " " + unit;
        return price.low().isEmpty() || price.high().isEmpty()
                ? each
                : each + " (" + tenth(price.low().getAsDouble()) + " to " + tenth(price.high().getAsDouble()) + ")";
    }

    /// With one decimal; what rounds to nothing has no sign.
    private static String tenth(double number) {
        var words = String.format(Locale.ROOT, "%.1f", number);
        return words.equals("-0.0") ? "0.0" : words;
    }

    private static List<List<String>> repeated(Experiment plan, Cell c) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < c.all().size(); i++) {
            rows.add(List.of(name(plan, c.condition()), Integer.toString(c.all().get(i).k()),
                    Integer.toString(c.all().get(i).tasks()), share(c.all().get(i)), share(c.any().get(i))));
        }
        return rows;
    }

    private static String share(PassK p) {
        if (p.value().isEmpty()) {
            return Shares.NO_DATA;
        }
        var one = String.format(Locale.ROOT, "%.1f", 100 * p.value().getAsDouble()) + Shares.PERCENT;
        return p.low().isEmpty() || p.high().isEmpty()
                ? one
                : one + String.format(Locale.ROOT, " (%.1f to %.1f)", 100 * p.low().getAsDouble(),
                        100 * p.high().getAsDouble());
    }
}
