package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.Experiments;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.FindingsData;
import dev.kintsugi.lab.experiment.FindingsFile;
import dev.kintsugi.lab.experiment.FindingsFile.Format;
import dev.kintsugi.lab.experiment.FindingsText;
import dev.kintsugi.lab.experiment.PlanText;
import dev.kintsugi.lab.experiment.Playing;
import dev.kintsugi.lab.experiment.ResultStore;
import dev.kintsugi.lab.experiment.Results;
import dev.kintsugi.lab.experiment.Verdict;
import dev.kintsugi.report.audit.Sheet;
import dev.kintsugi.report.story.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs an experiment and tells what it found.
@CommandLine.Command(description = "Run an experiment: play seeded conversations under several arms, and report what differs.", mixinStandardHelpOptions = true, footer = {
        "",
        "Each conversation is played under every arm in virtual time, with the same words and the same chance. The same",
        "file and seed give the same result files. Rates have counts and Wilson intervals; pairs are compared by",
        "McNemar's exact test and a paired bootstrap. Agents are scripted.",
        "Ctrl-C ends it after the conversations under way; with --out the same command goes on later. Exit code 1: an",
        "episode broke in the lab itself; 130: cancelled.", "", "Examples:", "  kintsugi experiment --list",
        "  kintsugi experiment standard-worth", "  kintsugi experiment my.yaml --out results --html results/page.html",
        "  kintsugi experiment my.yaml --check"})
final class ExperimentCommand extends Command {
    @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "", description = "The experiment: a YAML file, or the name of one that ships.")
    String experiment = "";

    @Option(names = "--list", description = "List the experiments that ship.")
    boolean list;

    @Option(names = "--check", description = "Only check the file and say what it would play.")
    boolean check;

    @Option(names = "--episodes", paramLabel = "N", description = "How many conversations, instead of what the file says.")
    @Nullable
    Integer episodes;

    @Option(names = "--out", paramLabel = "DIR", description = "Keep every episode's result and the report in this folder; a run that was stopped goes on there.")
    @Nullable
    Path out;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a row for each episode.")
    @Nullable
    Path csv;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one self-contained page.")
    @Nullable
    Path html;

    @Option(names = "--keep", paramLabel = "DIR", description = "Export the log of every episode that is played into this folder.")
    @Nullable
    Path keep;

    @Option(names = "--players", paramLabel = "N", description = "How many threads play. Default: one for each core. The results do not depend on it.")
    int players = Runtime.getRuntime().availableProcessors();

    ExperimentCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() {
        return Heeded.only("the experiment's file says what is played, by scripted agents in virtual time", "--seed")
                .refusing("--recovery", "--pack");
    }

    @Override
    int run() {
        if (list) {
            return listed();
        }
        if (experiment.isEmpty()) {
            throw new Problem("No experiment was named", "it is a YAML file, or the name of one that ships",
                    "See them with: kintsugi experiment --list");
        }
        refuse();
        var plan = Experiments.find(experiment, door.home(), options.seed, episodes);
        return check ? checked(plan) : played(plan);
    }

    private void refuse() {
        if (players < 1 || players > 256) {
            throw new Problem("--players cannot be " + players, "it is 1 to 256", "Leave it out for one a core");
        }
    }

    private int listed() {
        var shipped = Experiments.shipped(door.home());
        var found = shipped.stream().map(p -> Experiments.find(p.toString(), door.home(), null, null)).toList();
        if (options.json) {
            terminal.json(Map.of("experiments", found.stream().map(ExperimentCommand::json).toList()));
        } else {
            found.forEach(e -> terminal.line(Terminal.beside(String.format(Locale.ROOT, "%-24s ", e.name()), e.title(),
                    terminal.look().columns())));
            if (found.isEmpty()) {
                terminal.line("None lie in " + door.home().resolve("scenarios").resolve("experiments") + ".");
            }
        }
        return 0;
    }

    private static Map<String, Object> json(Experiment shipped) {
        var out = new LinkedHashMap<String, Object>();
        out.put("experiment", shipped.name());
        out.put("title", shipped.title());
        out.put("description", shipped.description());
        return out;
    }

    private int checked(Experiment plan) {
        if (options.json) {
            terminal.json(FindingsData.json(plan));
        } else {
            terminal.line(terminal.paint(Tone.STRONG, plan.title()));
            PlanText.sentences(plan).forEach(l -> terminal.line(Terminal.wrapped(l, terminal.look().columns(), "")));
            sheet(PlanText.arms(plan));
        }
        return 0;
    }

    private int played(Experiment plan) {
        Destination.check(csv, out, keep);
        Destination.check(html, out, keep);
        var store = out == null ? null : new ResultStore(out, plan);
        if (store != null && !store.found().isEmpty()) {
            terminal.notice("Going on: " + Words.counted(store.found().size(), "conversation")
                    + " of " + plan.episodes() + " were played before.");
        }
        var results = Playing.play(door.agents(), plan,
                new Playing.Options(players, Stopping.onCtrlC(), store, folder(keep), null,
                        (n, _) -> progress(n, plan)));
        var findings = Findings.of(results);
        if (store != null) {
            store.close(results);
        }
        write(findings);
        tell(findings);
        if (results.ending() == Results.Ending.CANCELLED) {
            terminal.notice("Cancelled: " + Words.counted(results.tasks().size(), "conversation") + " of "
                    + plan.episodes() + (out == null
                            ? " were finished; nothing was kept. Name a folder with --out to go on later."
                            : " are kept in " + out + ". The same command goes on with the rest."));
            return Stopping.CANCELLED;
        }
        return findings.all(Verdict.INFRASTRUCTURE_ERROR) > 0 ? FAILED : 0;
    }

    private static @Nullable Path folder(@Nullable Path folder) {
        try {
            return folder == null ? null : Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Problem("The logs cannot be kept", FileTrouble.at(folder, e),
                    "Choose a place that is writable and has room", e);
        }
    }

    private synchronized void progress(int done, Experiment plan) {
        if (terminal.interactive() && !options.json && done % Math.max(1, plan.episodes() / 100) == 0) {
            terminal.over(done + " of " + plan.episodes() + " conversations");
        }
    }

    private void write(Findings findings) {
        if (csv != null) {
            FindingsFile.write(findings, Format.CSV, csv);
        }
        if (html != null) {
            FindingsFile.write(findings, Format.HTML, html);
        }
        if (out != null && findings.results().ending().whole()) {
            FindingsFile.writeAll(findings, out);
        }
    }

    private void tell(Findings findings) {
        if (options.json) {
            terminal.json(FindingsData.json(findings));
            return;
        }
        if (terminal.interactive()) {
            terminal.over("");
            terminal.line("");
        }
        terminal.line(terminal.paint(Tone.STRONG, findings.results().plan().title()));
        FindingsText.intro(findings).forEach(l -> terminal.line(Terminal.wrapped(l, terminal.look().columns(), "")));
        FindingsText.sheets(findings).forEach(this::sheet);
    }

    /// As a table where the terminal is wide enough, else row by row.
    private void sheet(Sheet sheet) {
        terminal.line("");
        terminal.line(terminal.paint(Tone.STRONG, sheet.title()));
        terminal.line(terminal.paint(Tone.QUIET, Terminal.wrapped(sheet.note(), terminal.look().columns(), "")));
        TableText.lines(sheet.heads(), sheet.rows(), terminal.look().columns()).forEach(terminal::line);
    }
}
