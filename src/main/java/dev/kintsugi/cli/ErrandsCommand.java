package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.errands.ErrandsFile;
import dev.kintsugi.lab.errands.ErrandsFile.Format;
import dev.kintsugi.lab.errands.ErrandsPlace;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.errands.ErrandsRun;
import dev.kintsugi.lab.errands.PromptsFile;
import dev.kintsugi.report.audit.ErrandsText;
import dev.kintsugi.report.errands.ErrandsData;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.ErrandsFold;
import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.report.story.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends a file of prompts to an agent with ten tools, while their network and they themselves fail by chance.
@CommandLine.Command(description = "Run prompts on an agent with ten tools over seven services, with toxics and tool errors by chance.", mixinStandardHelpOptions = true, footer = {
        "",
        "Everything runs on this machine: the services are the lab's own, with a proxy in front of each. Ctrl-C or SIGTERM",
        "breaks off the prompt under way and reports what there is. Exit code 1: a prompt got no answer; 130, 143: cancelled.",
        "",
        "Examples:",
        "  kintsugi errands", "  kintsugi errands prompts.json --toxic-prob 0.3 --tool-limit 2 --out results",
        "  kintsugi errands --seed 7 --recovery standard --speed instant --json"})
final class ErrandsCommand extends Command {
    private static final int LONGEST_WAIT = 600_000;
    private static final int MARGIN = 8;

    @Parameters(arity = "0..1", paramLabel = "PROMPTS", description = "A JSON array of {\"prompt\": \"...\"}. Default: demos/errands/prompts.json of the lab.")
    @Nullable
    Path prompts;

    @Option(names = "--toxic-prob", paramLabel = "P", description = "Chance that a toxic hurts the connection in each try of a tool, 0 to 1. Default 0.1. Environment: TOXIC_PROB.")
    @Nullable
    String toxicProb;

    @Option(names = "--error-prob", paramLabel = "P", description = "Chance of a simulated error in each try of a tool, 0 to 1. Default 0.1. Environment: ERROR_PROB.")
    @Nullable
    String errorProb;

    @Option(names = "--tool-limit", paramLabel = "N", description = "How often a failed tool is tried again. Default 1. Environment: TOOL_LIMIT.")
    @Nullable
    String toolLimit;

    @Option(names = "--prompt-limit", paramLabel = "N", description = "How often a failed prompt is sent again. Default 1. Environment: PROMPT_LIMIT.")
    @Nullable
    String promptLimit;

    @Option(names = "--toxic", paramLabel = "TYPE", description = "What a toxic does: timeout, latency, bandwidth, limit_data, reset_peer, slicer, slow_close or http (503). Default timeout.")
    @Nullable
    String toxic;

    @Option(names = "--tool-timeout", paramLabel = "MS", description = "How long a tool waits for its service, in milliseconds. Default 5000.")
    @Nullable
    Integer toolTimeout;

    @Option(names = "--movies", paramLabel = "FILE", description = "Films in place of the lab's own: a JSON array, each with name and original_name.")
    @Nullable
    Path movies;

    @Option(names = "--services-port", paramLabel = "N", description = "The port of the first service; the others follow it. Default: any free ones.")
    int servicesPort;

    @Option(names = "--proxies-port", paramLabel = "N", description = "The port of the first proxy; the others follow it. Default: any free ones.")
    int proxiesPort;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the two streams, the tables, the report and its page into this folder.")
    @Nullable
    Path out;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the page alone: five charts and the two streams.")
    @Nullable
    Path html;

    /// The sequence of the last entry that was shown.
    private long told;

    ErrandsCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() {
        return Heeded.allBut("these prompts are for the agent that runs errands", "--pack").refusing("--pack");
    }

    @Override
    int run() {
        Destination.check(html, out);
        var plan = plan();
        var place = new ErrandsPlace(servicesPort, proxiesPort, movies);
        var all = PromptsFile.read(prompts != null ? prompts : door.home().resolve("demos/errands/prompts.json"));
        if (out != null) {
            ErrandsFile.folder(out);
        }
        try (var lab = onDisk()) {
            var stopping = new CompletableFuture<@Nullable Void>();
            var cancelled = Stopping.cancelled(() -> stopping.complete(null));
            try (var run = new ErrandsRun(lab, plan, place); var _ = lab.watch(this::news)) {
                var _ = stopping.thenRun(run::stop);
                var log = run.play(all, this::live);
                var findings = ErrandsFold.of(log);
                write(run, findings, log);
                tell(run, findings, log);
                return ending(findings, all.size(), cancelled.getAsInt());
            }
        }
    }

    private void write(ErrandsRun run, ErrandsFindings findings, List<Entry> log) {
        if (html != null && run.sent()) {
            ErrandsFile.write(Format.HTML, html, run.id().value(), findings, log);
        }
        if (out != null && run.sent()) {
            ErrandsFile.writeAll(out, run.id().value(), findings, log);
        }
    }

    private int ending(ErrandsFindings findings, int prompts, int cancelled) {
        if (cancelled != 0) {
            terminal.notice("Cancelled: " + findings.endings().size() + " of " + Words.counted(prompts, "prompt")
                    + " were sent." + (findings.sendings().isEmpty() ? " Nothing is kept." : ""));
            return cancelled;
        }
        return findings.prompts().k() == prompts ? 0 : FAILED;
    }

    private ErrandsPlan plan() {
        var plan = door.errands();
        plan = with(plan, "TOXIC_PROB", toxicProb, "--toxic-prob");
        plan = with(plan, "ERROR_PROB", errorProb, "--error-prob");
        plan = with(plan, "TOOL_LIMIT", toolLimit, "--tool-limit");
        plan = with(plan, "PROMPT_LIMIT", promptLimit, "--prompt-limit");
        if (toxic != null) {
            plan = plan.withToxic(ErrandsPlan.toxic(toxic));
        }
        if (toolTimeout == null) {
            return plan;
        }
        if (toolTimeout < 1 || toolTimeout > LONGEST_WAIT) {
            throw new Problem("--tool-timeout cannot be " + toolTimeout, "it is 1 to " + LONGEST_WAIT + " milliseconds",
                    "Leave it out for 5000");
        }
        return plan.withPatience(Duration.ofMillis(toolTimeout));
    }

    private static ErrandsPlan with(ErrandsPlan plan, String name, @Nullable String value, String option) {
        return value == null ? plan : plan.with(name, value, option);
    }

    private void news(LabNews news) {
        if (news instanceof LabNews.TurnChanged changed) {
            live(changed.turn().entries());
        }
    }

    /// Each entry once, as soon as it is known.
    private synchronized void live(List<Entry> entries) {
        for (var entry : entries) {
            if (entry.sequence() > told && !options.json) {
                Streams.line(entry).ifPresent(this::live);
            }
            told = Math.max(told, entry.sequence());
        }
    }

    /// The agent's stream stands out; the system's is quiet unless it tells of a failure.
    private void live(Streams.Line line) {
        var quiet = line.stream() == Streams.Stream.SYSTEM;
        var text = Terminal.wrapped(line.kind() + ": " + line.text(), terminal.look().columns(), " ".repeat(MARGIN));
        var all = (quiet ? "system" : "agent ") + text.substring(Math.min(text.length(), "system".length()));
        terminal.line(line.bad()
                ? terminal.paint(Terminal.Tone.BREAKS, all)
                : quiet ? terminal.paint(Terminal.Tone.QUIET, all) : all);
    }

    private void tell(ErrandsRun run, ErrandsFindings findings, List<Entry> log) {
        if (options.json) {
            terminal.json(ErrandsData.json(run.sent() ? run.id().value() : null, findings, log));
            return;
        }
        if (!run.sent()) {
            return;
        }
        terminal.line("");
        ErrandsText.rows(findings).forEach(this::row);
        terminal.line("The log is session " + run.id() + ". Export it with: kintsugi export " + run.id()
                + options.place());
        Stream.of(html, out).filter(Objects::nonNull).forEach(file -> terminal.line("Written to " + file));
    }

    private void row(ErrandsText.Row row) {
        terminal.line(Terminal.beside(String.format(Locale.ROOT, "%-26s ", (row.part() ? "  " : "") + row.name()),
                row.value(), terminal.look().columns()));
    }
}
