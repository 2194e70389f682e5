package dev.kintsugi.cli;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.audit.AnalysisHtml;
import dev.kintsugi.report.audit.Finding;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RateData;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Asks the same questions untouched and under every failure mode, and sets what the model says beside what users see.
@CommandLine.Command(description = "Compare what the agent says with what users see, under every failure mode.", mixinStandardHelpOptions = true, footer = {
        "", "Nothing is recovered and nothing is kept; with --url a served lab is asked, and keeps its own log.", "",
        "Examples:", "  kintsugi analyze", "  kintsugi analyze --runs 5 --format html --out analysis.html",
        "  kintsugi analyze --url http://127.0.0.1:8000 --json"})
final class AnalyzeCommand extends Command {
    private static final List<String> QUESTIONS = List.of("Where is my claim INS-2024-9876?",
            "How much is my deductible?",
            "Does my policy cover a rental car?");

    private static final String UNTOUCHED = "none";
    private static final List<String> HEADS = List.of("mode", "natural success", "seen to fail", "text changed",
            "mean time");

    @Option(names = "--url", paramLabel = "URL", description = "The address of a served lab, which is asked instead of one in this process, e.g. http://127.0.0.1:8000.")
    @Nullable
    String url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "The token of the served lab, when it listens wider than its own machine.")
    String token = "";

    @Option(names = "--question", paramLabel = "TEXT", description = "A question to ask. May be given more than once. Default: three questions about insurance.")
    @Nullable
    List<String> questions;

    @Option(names = "--runs", paramLabel = "N", description = "How often each question is asked under each mode. Default: ${DEFAULT-VALUE}.")
    int runs = 2;

    @Option(names = "--format", paramLabel = "table|html", description = "A table, or a page for people. Default: table.")
    Format format = Format.TABLE;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the page is written to, by default analysis.html; naming one asks for the page.")
    @Nullable
    Path out;

    AnalyzeCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() {
        return Heeded.allBut("each mode is forced in turn and nothing recovered, in virtual time, and nothing is kept",
                "--data", "--recovery", "--chaos", "--multiplier", "--every-turn", "--speed");
    }

    /// How it is shown.
    enum Format {
        TABLE, HTML
    }

    @Override
    int run() {
        if (runs < 1 || runs > 1_000) {
            throw new Problem("--runs cannot be " + runs, "it is 1 to 1000", "Leave it out for 2");
        }
        if (questions != null && questions.stream().anyMatch(String::isBlank)) {
            throw new Problem("A question is empty", "an agent cannot answer nothing",
                    "Write something after --question");
        }
        Destination.check(out);
        if (url != null) {
            heed(Heeded.only("the served lab is asked, by its own settings"));
        }
        try (var subject = url == null
                ? new LabSubject(door.throwAway(options.wish()))
                : new ServedSubject(url, token)) {
            var findings = Stream.concat(Stream.of(""), Arrays.stream(FailureMode.values()).map(FailureMode::wire))
                    .map(mode -> finding(subject, mode)).toList();
            if (format == Format.HTML || out != null) {
                page(subject, findings, out != null ? out : Path.of("analysis.html"));
            } else if (!options.json) {
                table(subject, findings);
            }
            if (options.json) {
                terminal.json(json(subject, findings));
            }
            return 0;
        }
    }

    private Finding finding(Subject subject, String mode) {
        var asked = questions == null ? QUESTIONS : questions;
        if (terminal.interactive()) {
            terminal.notice("Asking under " + (mode.isEmpty() ? "no failure" : mode));
        }
        var all = seen(subject, mode, asked.stream().flatMap(q -> Collections.nCopies(runs, q).stream()).toList());
        var samples = new ArrayList<Finding.Sample>();
        for (int i = 0; i < asked.size(); i++) {
            var first = all.get(i * runs);
            samples.add(new Finding.Sample(asked.get(i), first.natural(), first.observed()));
        }
        return new Finding(mode.isEmpty() ? UNTOUCHED : mode, rate(all, s -> s.naturalStatus().equals("success")),
                rate(all, s -> !s.status().equals("success")), rate(all, s -> !s.observed().equals(s.natural())),
                Math.round(all.stream().mapToLong(Subject.Seen::ms).average().orElse(0)), samples);
    }

    private static List<Subject.Seen> seen(Subject subject, String mode, List<String> asked) {
        try (var crew = Executors.newFixedThreadPool(subject.atOnce(), Thread.ofVirtual().factory())) {
            var under = asked.stream().map(q -> CompletableFuture.supplyAsync(() -> subject.ask(q, mode), crew))
                    .toList();
            try {
                return under.stream().map(Command::await).toList();
            } finally {
                crew.shutdownNow();
            }
        }
    }

    private static Rate rate(List<Subject.Seen> all, Predicate<Subject.Seen> counts) {
        return Rate.of((int) all.stream().filter(counts).count(), all.size());
    }

    private void table(Subject subject, List<Finding> findings) {
        var columns = terminal.look().columns();
        terminal.line(Terminal.wrapped("Natural and observed: " + subject.name()
                + ". Counts, and a 95 % interval in percent.", columns, ""));
        terminal.line("");
        TableText.lines(HEADS, findings.stream().map(AnalyzeCommand::row).toList(), columns).forEach(terminal::line);
    }

    private static List<String> row(Finding f) {
        return List.of(f.mode(), Shares.below(f.natural()), Shares.below(f.failed()),
                Shares.below(f.changed()), Words.seconds(f.meanMs()));
    }

    private void page(Subject subject, List<Finding> findings, Path file) {
        try {
            Files.writeString(file, AnalysisHtml.of(subject.name(), findings));
        } catch (IOException e) {
            throw new Problem("The analysis was not written", file + " cannot be written: " + FileTrouble.words(e),
                    "Choose another place", e);
        }
        if (!options.json) {
            terminal.line("Written to " + file);
        }
    }

    private static Map<String, Object> json(Subject subject, List<Finding> findings) {
        var all = new LinkedHashMap<String, Object>();
        all.put("subject", subject.name());
        all.put("modes", findings.stream().map(AnalyzeCommand::json).toList());
        return all;
    }

    private static Map<String, Object> json(Finding finding) {
        var mode = finding.mode().equals(UNTOUCHED) ? null : finding.mode();
        var all = new LinkedHashMap<String, Object>();
        all.put("failure_mode", mode);
        all.put("natural_success", RateData.of(finding.natural()));
        all.put("seen_to_fail", RateData.of(finding.failed()));
        all.put("text_changed", RateData.of(finding.changed()));
        all.put("average_processing_time_ms", finding.meanMs());
        all.put("samples", finding.samples().stream().map(s -> json(s, mode != null)).toList());
        return all;
    }

    private static Map<String, Object> json(Finding.Sample sample, boolean injected) {
        var all = new LinkedHashMap<String, Object>();
        all.put("message", sample.message());
        all.put("natural_response", injected ? sample.natural() : null);
        all.put("observed_response", sample.observed());
        return all;
    }
}
