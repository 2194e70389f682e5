package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.bench.Bench;
import dev.kintsugi.lab.bench.Figure;
import dev.kintsugi.lab.bench.Findings;
import dev.kintsugi.lab.bench.GatewayBench;
import dev.kintsugi.lab.bench.HostileRun;
import dev.kintsugi.lab.bench.NeverWorse;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.store.KillLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Measures the lab on this machine, or kills it again and again to see that nothing acknowledged is lost.
@CommandLine.Command(description = "Measure what the lab costs on this machine, or whether it survives being killed.", mixinStandardHelpOptions = true, footer = {
        "", "Figures are medians of several rounds after a warm-up; ratios are from the same run.",
        "--data names the disk to measure: a folder is made in it and removed again. Default: the system's temporary",
        "folder. With DATABASE_URL set, recording in that Postgres is measured too, in a schema that is made and removed.",
        "Exit code 1: --kill lost something, --never-worse found a broken promise, --hostile an error, a hang or a loss.",
        "", "Examples:",
        "  kintsugi bench --seconds 1", "  kintsugi bench --kill 20", "  kintsugi bench --gateway --seconds 30",
        "  kintsugi bench --never-worse 10000", "  kintsugi bench --hostile 1000 --seed 7"})
final class BenchCommand extends Command {
    /// What starts the program; named, as nothing below may see it.
    private static final String MAIN = "dev.kintsugi.app.Main";

    @Option(names = "--seconds", paramLabel = "S", description = "Time of each measurement; there are 19, and three more with a Postgres. Default: ${DEFAULT-VALUE}.")
    int seconds = 3;

    @Option(names = "--kill", arity = "0..1", fallbackValue = "200", paramLabel = "N", description = "Kill a writing process this many times and check that nothing acknowledged is lost. 200 when no number is given.")
    @Nullable
    Integer kill;

    @Option(names = "--never-worse", arity = "0..1", fallbackValue = "100000", paramLabel = "N", description = "Play this many random failures against random policies and look for broken promises. 100000 when no number is given.")
    @Nullable
    Integer scripts;

    @Option(names = "--hostile", arity = "0..1", fallbackValue = "10000", paramLabel = "N", description = "Send this many hostile requests to a served lab and look for errors of ours, hangs and lost turns. 10000 when no number is given.")
    @Nullable
    Integer hostile;

    @Option(names = "--gateway", description = "Compare the gateway with the mock server aimock by processor time per request. aimock is fetched from npm, into a folder kintsugi-aimock beside that of the measurements. Needs Node 20 and npm.")
    boolean gateway;

    BenchCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() { return Heeded.only("what is measured has settings of its own", "--data", "--seed"); }

    @Override
    int run() {
        if (seconds < 1 || seconds > 600) {
            throw new Problem("--seconds cannot be " + seconds, "it is 1 to 600", "Use 3, the default");
        }
        if (kill != null && (kill < 1 || kill > 100_000)) {
            throw new Problem("--kill cannot be " + kill, "it is 1 to 100000", "Use 200, the default");
        }
        if (scripts != null) {
            heed(Heeded.only("nothing is written", "--seed"));
            return neverWorse(scripts);
        }
        if (hostile != null && (hostile < 1 || hostile > 10_000_000)) {
            throw new Problem("--hostile cannot be " + hostile, "it is 1 to 10000000", "Use 10000, the default");
        }
        if (kill == null && hostile == null) {
            heed(Heeded.only("only --kill, --hostile and --never-worse draw chance from it", "--data"));
        }
        var folder = folder();
        try {
            if (hostile != null) {
                return hostile(folder, hostile);
            }
            if (gateway) {
                return gateway(folder);
            }
            return kill == null ? measure(folder) : kill(folder, kill);
        } finally {
            Scratch.remove(folder);
        }
    }

    private int neverWorse(int many) {
        if (many < 1 || many > 10_000_000) {
            throw new Problem("--never-worse cannot be " + many, "it is 1 to 10000000", "Use 100000, the default");
        }
        var report = NeverWorse.run(many, options.seed == null ? 42 : options.seed, this::progress);
        if (options.json) {
            terminal.json(BenchJson.of(report));
        } else {
            report.broken().forEach(line -> terminal.line(terminal.paint(Tone.BREAKS, "✕ " + line)));
            terminal.line(String.format(Locale.ROOT, "%s %,d scripts, %,d turns, %,d attempts: %,d promises broken.",
                    report.passed() ? "✓" : "✕", report.scripts(), report.turns(), report.attempts(),
                    report.brokenRules()));
        }
        return report.passed() ? 0 : FAILED;
    }

    private int hostile(Path folder, int many) {
        var report = Scratch.endingChildren(() -> HostileRun.served(many, options.seed == null ? 42 : options.seed,
                folder.toAbsolutePath(), MAIN, this::progress));
        if (options.json) {
            terminal.json(BenchJson.of(report));
        } else {
            report.kinds().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> terminal.line(
                    String.format(Locale.ROOT, "  %-16s %s", each.getKey(), statuses(each.getValue()))));
            report.wrong().forEach(line -> terminal.line(terminal.paint(Tone.BREAKS, "✕ " + line)));
            terminal.line(String.format(Locale.ROOT,
                    "%s %,d hostile requests, the slowest %,d ms; %,d turns acknowledged meanwhile: %s.",
                    report.passed() ? "✓" : "✕", report.requests(), report.slowestMs(), report.acknowledged(),
                    report.passed() ? "no error, no hang, nothing let in, nothing lost" : "see above"));
        }
        return report.passed() ? 0 : FAILED;
    }

    private static String statuses(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(e -> e.getKey() + " × " + e.getValue()).collect(Collectors.joining(", "));
    }

    private Path folder() {
        try {
            if (options.data == null) {
                return Files.createTempDirectory("kintsugi-bench");
            }
            Files.createDirectories(options.data);
            return Files.createTempDirectory(options.data, "kintsugi-bench");
        } catch (IOException e) {
            throw new Problem("The bench has no place to write", String.valueOf(e.getMessage()),
                    "Name a folder that is writable with --data DIR", e);
        }
    }

    private int measure(Path folder) {
        var scenario = Scenarios.find("demos/insurance", door.home());
        return tell(Bench.run(Duration.ofSeconds(seconds), folder, door.agents(), scenario, door.postgres(),
                this::progress));
    }

    private int gateway(Path folder) {
        var mock = folder.resolveSibling("kintsugi-aimock");
        return tell(Scratch.endingChildren(() -> GatewayBench.run(Duration.ofSeconds(seconds), folder, mock, MAIN,
                this::progress)));
    }

    private int tell(Findings findings) {
        if (options.json) {
            terminal.json(BenchJson.of(findings, seconds));
        } else {
            text(findings);
        }
        return 0;
    }

    private void progress(String line) {
        if (terminal.interactive() || !options.json) {
            terminal.notice(line);
        }
    }

    private void text(Findings findings) {
        terminal.line(terminal.paint(Tone.STRONG, BenchJson.machine().toString().replaceAll("[{}]", "")));
        findings.figures().forEach(f -> terminal.line(String.format(Locale.ROOT, "  %-44s %12s %-8s %s", f.title(),
                number(f.median()), f.unit(), terminal.paint(Tone.QUIET, range(f)))));
        terminal.line(terminal.paint(Tone.STRONG, "Ratios"));
        findings.ratios().forEach(r -> terminal
                .line(String.format(Locale.ROOT, "  %-60s %8.2f", r.title(), r.value())));
    }

    private static String range(Figure f) {
        return f.rounds() == 1 ? "" : number(f.least()) + " to " + number(f.most());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : value < 100 ? "%,.1f" : "%,.0f", value);
    }

    private int kill(Path folder, int rounds) {
        var report = Scratch.endingChildren(() -> KillLoop.run(rounds, folder, options.seed == null ? 42 : options.seed,
                this::progress));
        if (options.json) {
            terminal.json(BenchJson.of(report));
        } else {
            terminal.line(report.passed()
                    ? "✓ " + report.rounds() + " kills, " + report.acknowledged()
                            + " acknowledged turns: nothing lost, every start worked."
                    : terminal.paint(Tone.BREAKS, "✕ " + report.rounds() + " kills, " + report.acknowledged()
                            + " acknowledged turns: " + report.lost() + " lost, " + report.broken() + " broken, "
                            + report.failedStarts() + " starts failed."));
        }
        return report.passed() ? 0 : FAILED;
    }
}
