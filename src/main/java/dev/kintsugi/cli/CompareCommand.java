package dev.kintsugi.cli;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.experiment.Comparison;
import dev.kintsugi.lab.experiment.FindingsData;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.PriceData;
import dev.kintsugi.report.stats.RateData;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Holds two recovery policies against each other on the same failures.
@CommandLine.Command(description = "Compare two recovery policies on the same failures, by playing them.", mixinStandardHelpOptions = true, footer = {
        "",
        "Each episode is a conversation in which one turn fails, in virtual time, under both policies with the same",
        "words and the same chance. Rates have Wilson intervals, p is McNemar's exact test, prices have a paired bootstrap.",
        "", "Examples:", "  kintsugi compare none standard",
        "  kintsugi compare standard \"standard without retry\" --episodes 1000 --json"})
final class CompareCommand extends Command {
    private static final long SEED = 42;

    @Parameters(index = "0", paramLabel = "POLICY", description = "A policy's name or file.")
    String first = "";

    @Parameters(index = "1", paramLabel = "POLICY", description = "The other policy.")
    String second = "";

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "200", description = "How many episodes. Default ${DEFAULT-VALUE}.")
    int episodes = 200;

    CompareCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() {
        return Heeded.only("both policies meet the same failures, by scripted agents in virtual time", "--seed",
                "--pack");
    }

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
        var rows = List.of(row(found, "recovered", s -> Shares.rate(s.of(Outcome.RECOVERED))),
                row(found, "softened", s -> Shares.rate(s.of(Outcome.SOFTENED))),
                row(found, "lost", s -> Shares.rate(s.of(Outcome.LOST))),
                row(found, "sound again, median", s -> s.sound().median().isPresent()
                        ? Words.seconds(s.sound().median().getAsLong())
                        : "not reached"),
                row(found, "mean within 300 s", s -> s.sound().mean().isPresent()
                        ? Words.seconds((long) s.sound().mean().getAsDouble())
                        : "no data"));
        TableText.lines(row(found, "", Comparison.Side::policy), rows, terminal.look().columns())
                .forEach(terminal::line);
        var test = found.test();
        terminal.line("");
        paragraph("Recovered only by the first: " + test.first() + ", only by the second: " + test.second()
                + (test.p() < 0.001
                        ? "; McNemar p < 0.001."
                        : String.format(Locale.ROOT, "; McNemar p = %.3f.", test.p())));
        paragraph("With the second in place of the first, " + Price.words(found.calls(), found.millis()) + ".");
    }

    private void paragraph(String text) { terminal.line(Terminal.wrapped(text, terminal.look().columns(), "")); }

    private static List<String> row(Comparison found, String name, Function<Comparison.Side, String> cell) {
        return List.of(name, cell.apply(found.first()), cell.apply(found.second()));
    }

    private Map<String, Object> json(Comparison found) {
        var out = new LinkedHashMap<String, Object>();
        out.put("episodes", episodes);
        out.put("seed", found.seed());
        out.put("first", json(found.first()));
        out.put("second", json(found.second()));
        out.put("only_first", found.test().first());
        out.put("only_second", found.test().second());
        out.put("p", FindingsData.p(found.test().p()));
        out.put("calls_per_saved_turn", PriceData.of(found.calls()));
        out.put("lab_ms_per_saved_turn", PriceData.of(found.millis()));
        return out;
    }

    private static Map<String, Object> json(Comparison.Side side) {
        var out = new LinkedHashMap<String, Object>();
        out.put("recovery_policy", side.policy());
        out.put("recovery_rate", RateData.of(side.of(Outcome.RECOVERED)));
        out.put("softened_rate", RateData.of(side.of(Outcome.SOFTENED)));
        out.put("lost_rate", RateData.of(side.of(Outcome.LOST)));
        out.put("message_to_sound_ms", FindingsData.survival(side.sound()));
        return out;
    }
}
