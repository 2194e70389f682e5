package dev.kintsugi.cli;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.errands.ErrandsRun;
import dev.kintsugi.lab.errands.PromptsFile;
import dev.kintsugi.report.audit.AnalysisHtml;
import dev.kintsugi.report.audit.ErrandsHtml;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.ErrandsFold;
import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.report.stats.Median;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends a file of prompts to an agent with ten tools, while their network and they themselves fail by chance.
@CommandLine.Command(description = "Run prompts on an agent with ten tools over seven services, with toxics and tool errors by chance.", mixinStandardHelpOptions = true, footer = {
        "", "Everything runs on this machine: the services are the lab's own, a proxy stands before each. Exit code 1: a",
        "prompt stayed without an answer.", "", "Examples:", "  kintsugi errands",
        "  kintsugi errands prompts.json --toxic-prob 0.3 --tool-limit 2 --html errands.html",
        "  kintsugi errands --seed 7 --recovery standard --speed instant --json"})
final class ErrandsCommand extends Command {
    private static final int LONGEST_WAIT = 600_000;

    @Parameters(arity = "0..1", paramLabel = "PROMPTS", description = "A JSON array of {\"prompt\": \"...\"}. Default: demos/errands/prompts.json of the lab.")
    @Nullable
    Path prompts;

    @Option(names = "--toxic-prob", paramLabel = "P", description = "Chance that a toxic stands in the way of a try of a tool, 0 to 1. Default 0.1. Environment: TOXIC_PROB.")
    @Nullable
    String toxicProb;

    @Option(names = "--error-prob", paramLabel = "P", description = "Chance that a try of a tool fails by a simulated error, 0 to 1. Default 0.1. Environment: ERROR_PROB.")
    @Nullable
    String errorProb;

    @Option(names = "--tool-limit", paramLabel = "N", description = "How often a failed tool is tried again. Default 1. Environment: TOOL_LIMIT.")
    @Nullable
    String toolLimit;

    @Option(names = "--prompt-limit", paramLabel = "N", description = "How often a failed prompt is sent again. Default 1. Environment: PROMPT_LIMIT.")
    @Nullable
    String promptLimit;

    @Option(names = "--toxic", paramLabel = "TYPE", description = "What a toxic does: timeout, latency, bandwidth, limit_data, reset_peer, slicer or slow_close. Default timeout.")
    @Nullable
    String toxic;

    @Option(names = "--tool-timeout", paramLabel = "MS", description = "Milliseconds that a tool waits for its service. Default 5000.")
    @Nullable
    Integer toolTimeout;

    @Option(names = "--movies", paramLabel = "FILE", description = "Films in place of the lab's own: a JSON array, each with name and original_name.")
    @Nullable
    Path movies;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with five charts and the two streams.")
    @Nullable
    Path html;

    ErrandsCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        if (options.pack != null) {
            throw new Problem("--pack has no place here", "these prompts are for the agent that runs errands",
                    "Leave --pack out; kintsugi chat --pack NAME talks to another");
        }
        var plan = plan();
        var all = PromptsFile.read(prompts != null ? prompts : door.home().resolve("demos/errands/prompts.json"));
        try (var lab = onDisk(); var run = new ErrandsRun(lab, plan, movies)) {
            var log = run.play(all, this::live);
            var findings = ErrandsFold.of(log);
            if (html != null) {
                write(html, ErrandsHtml.of(run.id().value(), log));
            }
            if (options.json) {
                terminal.json(json(run.id().value(), findings, log));
            } else {
                summary(run.id().value(), findings);
            }
            return findings.prompts().k() == findings.prompts().n() ? 0 : FAILED;
        }
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

    private void live(List<Entry> entries) {
        if (!options.json) {
            entries.stream().flatMap(e -> Streams.line(e).stream()).forEach(this::live);
        }
    }

    /// The agent's stream stands out; the system's is quiet unless it tells of a failure.
    private void live(Streams.Line line) {
        var text = switch (line.stream()) {
            case AGENT -> "agent   " + line.text();
            case SYSTEM -> "system  " + line.text();
        };
        var wrapped = Terminal.wrapped(text, terminal.look().columns(), "").replace("\n", "\n        ");
        terminal.line(line.bad()
                ? terminal.paint(Terminal.Tone.BREAKS, wrapped)
                : line.stream() == Streams.Stream.SYSTEM
                        ? terminal.paint(Terminal.Tone.QUIET, wrapped)
                        : wrapped);
    }

    private void summary(String session, ErrandsFindings findings) {
        terminal.line("");
        terminal.line("Prompts answered    " + rate(findings.prompts()) + "; sent again "
                + Words.counted(findings.promptRetries(), "time"));
        terminal.line("Tool tries answered " + rate(findings.tools()) + "; tried again "
                + Words.counted(findings.toolRetries(), "time"));
        terminal.line("Behind a toxic      " + rate(findings.toxics()));
        terminal.line("Simulated errors    " + rate(findings.simulated()));
        findings.byTool().forEach((tool, rate) -> terminal.line("  " + tool + ": " + rate(rate)));
        findings.errors().forEach((error, count) -> terminal.line("  " + error + ": "
                + Words.counted(count, "time")));
        var took = findings.sendings().stream().map(ErrandsFindings.Sending::tookMs).toList();
        terminal.line("Response time       median " + Words.seconds(Median.of(took).orElse(0)) + ", 95 % within "
                + Words.seconds(ErrandsFindings.percentile(took, 95)) + " (n = " + took.size() + ")");
        terminal.line("The log is session " + session + ". Export it with: kintsugi export " + session);
        if (html != null) {
            terminal.line("Written to " + html);
        }
    }

    private static String rate(Rate rate) { return AnalysisHtml.rate(rate); }

    private Map<String, Object> json(String session, ErrandsFindings findings, List<Entry> log) {
        var all = new LinkedHashMap<String, Object>();
        all.put("session_id", session);
        all.put("configuration", findings.settings());
        all.put("prompts", json(findings.prompts()));
        all.put("sendings", json(findings.sent()));
        all.put("tool_tries", json(findings.tools()));
        all.put("toxics", json(findings.toxics()));
        all.put("simulated_errors", json(findings.simulated()));
        all.put("tool_retries", findings.toolRetries());
        all.put("prompt_retries", findings.promptRetries());
        all.put("errors", findings.errors());
        all.put("results", findings.sendings().stream().map(ErrandsCommand::json).toList());
        all.put("calls", findings.calls().stream().map(ErrandsCommand::json).toList());
        for (var stream : Streams.Stream.values()) {
            all.put(stream == Streams.Stream.SYSTEM ? "system_events" : "agent_events", log.stream()
                    .flatMap(e -> Streams.line(e).stream()).filter(l -> l.stream() == stream).map(Streams.Line::text)
                    .toList());
        }
        return all;
    }

    private static Map<String, Object> json(ErrandsFindings.Sending sending) {
        var all = new LinkedHashMap<String, Object>();
        all.put("prompt", sending.prompt());
        all.put("asked", sending.asked());
        all.put("answered", sending.answered());
        all.put("said", sending.said());
        all.put("ms", sending.tookMs());
        return all;
    }

    private static Map<String, Object> json(ErrandsFindings.Call call) {
        var all = new LinkedHashMap<String, Object>();
        all.put("prompt", call.prompt());
        all.put("tool", call.tool());
        all.put("try", call.round());
        all.put("toxic", call.toxic());
        all.put("stream", call.stream());
        all.put("simulated_error", call.simulated());
        all.put("error", call.error());
        all.put("ms", call.tookMs());
        return all;
    }

    private static Map<String, Object> json(Rate rate) {
        return Map.of("k", rate.k(), "n", rate.n(), "low", rate.low(), "high", rate.high());
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new Problem("The page was not written", file + " cannot be written: " + FileTrouble.words(e),
                    "Choose another place", e);
        }
    }
}
