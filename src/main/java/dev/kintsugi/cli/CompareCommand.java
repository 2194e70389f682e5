package dev.kintsugi.cli;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.experiment.Comparison;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Words;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Holds two recovery policies against each other on the same failures.
@CommandLine.Command(description = "Compare two recovery policies on the same failures, by playing them.", mixinStandardHelpOptions = true, footer = {
        "",
        "Each episode is a conversation in which one turn fails, in virtual time, under both policies with the same",
        "words and the same chance. Rates have Wilson intervals, p is McNemar's exact test, prices a paired bootstrap.",
        "", "Examples:", "  kintsugi compare none standard",
        "  kintsugi compare standard \"standard without retry\" --episodes 1000 --json"})
final class CompareCommand extends Command {
    private static final long SEED = 42;

    @Parameters(index = "0", paramLabel = "POLICY", description = "A policy's name or file.")
    String first = "";

    @Parameters(index = "1", paramLabel = "POLICY", description = "The other one.")
    String second = "";

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "200", description = "How many. Default ${DEFAULT-VALUE}.")
    int episodes = 200;

    CompareCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var seed = options.seed != null ? options.seed : SEED;
        var pack = options.pack != null ? options.pack : "insurance";
        var found = Comparison.play(door.agents(), pack, seed, episodes, first, second);
        if (options.json) {
            terminal.json(json(found));
        } else {
            print(found);
        }
        return 0;
    }

    private void print(Comparison found) {
        terminal.line(Words.counted(episodes, "failure") + ", met by both; seed " + found.seed() + ".");
        terminal.line("");
        row(found, "", Comparison.Side::policy);
        row(found, "recovered", s -> rate(s.of(Outcome.RECOVERED)));
        row(found, "softened", s -> rate(s.of(Outcome.SOFTENED)));
        row(found, "lost", s -> rate(s.of(Outcome.LOST)));
        row(found, "sound again, median", s -> s.medianRestoreMs().isPresent()
                ? Words.seconds(s.medianRestoreMs().getAsLong())
                : "not reached");
        row(found, "mean within 300 s", s -> s.meanRestoreMs().isPresent()
                ? Words.seconds((long) s.meanRestoreMs().getAsDouble())
                : "no data");
        var test = found.test();
        terminal.line("");
        terminal.line("Recovered only by the first: " + test.first() + ", only by the second: " + test.second()
                + (test.p() < 0.001
                        ? "; McNemar p < 0.001."
                        : String.format(Locale.ROOT, "; McNemar p = %.3f.", test.p())));
        terminal.line("With the second in place of the first, " + Price.words(found.calls(), found.millis()) + ".");
    }

    private void row(Comparison found, String name, Function<Comparison.Side, String> cell) {
        terminal.line(String.format(Locale.ROOT, "%-22s%-30s%s", name, cell.apply(found.first()),
                cell.apply(found.second())));
    }

    private static String rate(Rate rate) {
        return rate.k() + " of " + rate.n() + ", " + rate.percent() + " (" + rate.interval() + ")";
    }

    private Map<String, Object> json(Comparison found) {
        var out = new LinkedHashMap<String, Object>();
        out.put("episodes", episodes);
        out.put("seed", found.seed());
        out.put("first", json(found.first()));
        out.put("second", json(found.second()));
        out.put("only_first", found.test().first());
        out.put("only_second", found.test().second());
        out.put("p", found.test().p());
        out.put("calls_per_saved_turn", WorthText.json(found.calls()));
        out.put("lab_ms_per_saved_turn", WorthText.json(found.millis()));
        return out;
    }

    private static Map<String, Object> json(Comparison.Side side) {
        var out = new LinkedHashMap<String, Object>();
        out.put("policy", side.policy());
        out.put("recovered", json(side.of(Outcome.RECOVERED)));
        out.put("softened", json(side.of(Outcome.SOFTENED)));
        out.put("lost", json(side.of(Outcome.LOST)));
        out.put("median_restore_ms", median(side));
        var mean = side.meanRestoreMs();
        out.put("mean_restore_ms_within_300_s", mean.isPresent() ? mean.getAsDouble() : null);
        return out;
    }

    private static @Nullable Long median(Comparison.Side side) {
        return side.medianRestoreMs().isPresent() ? side.medianRestoreMs().getAsLong() : null;
    }

    private static Map<String, Object> json(Rate rate) {
        return Map.of("k", rate.k(), "n", rate.n(), "low", rate.low(), "high", rate.high());
    }
}
