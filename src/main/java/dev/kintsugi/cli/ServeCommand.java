package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.fault.wire.Planned;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.report.verdict.CallerVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Serves a lab to other programs until it is told to end.
@CommandLine.Command(description = "Serve the lab to other programs: REST, an event stream, and the interfaces of OpenAI and Anthropic at /v1.", mixinStandardHelpOptions = true, footer = {
        "",
        "It listens on this machine only, and needs no token. With --host others can reach it, and every request needs",
        "the token that is shown at the start. Ctrl-C or SIGTERM ends it in order, a second one at once. Exit code: 1",
        "when a caller at /v1 was found at fault, else 0.", "",
        "Examples:", "  kintsugi serve", "  kintsugi serve --port 0 --json --chaos mild",
        "  kintsugi serve --fault \"rate_limiting(retry_after=2) first 1\"",
        "  OPENAI_BASE_URL=http://127.0.0.1:8000/v1 your-agent",
        "  ANTHROPIC_BASE_URL=http://127.0.0.1:8000 your-agent"})
final class ServeCommand extends Command {
    /// Where it listens unless told otherwise.
    static final int PORT = 8000;
    private static final Pattern NAME = Pattern.compile("\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]{1,253}");
    private static final long REFRESH_MS = 500;
    private static final int SLOWEST_MS = 60_000;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    int port = PORT;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: ${DEFAULT-VALUE}, which only this machine can reach.")
    String host = "127.0.0.1";

    @Option(names = "--allow-host", paramLabel = "NAME", description = "Another name by which requests may address it. May be given more than once.")
    @Nullable
    List<String> hosts;

    @Option(names = "--rate", paramLabel = "N", description = "Messages that one session may send in a minute, by REST and at /v1; 0 for no limit. Default: ${DEFAULT-VALUE}.")
    int rate = 60;

    @Option(names = "--fault", paramLabel = "RULE", description = "A fault by schedule for calls at /v1 (and, when it is a mode, for messages by REST), e.g. \"cut_stream first 2\". May be given more than once; a --chaos file's plan comes after these.")
    @Nullable
    List<String> faults;

    @Option(names = "--no-record", description = "Write nothing of calls at /v1 to the log: faster, but no verdicts.")
    boolean unrecorded;

    @Option(names = "--no-fault-header", description = "Refuse the header X-Lab-Fault, by which a caller makes its own request fail.")
    boolean unforced;

    @Option(names = "--pace", paramLabel = "MS", description = "Milliseconds between the words of a stream of the scripted agent. Default: ${DEFAULT-VALUE}.")
    int pace;

    @Option(names = "--toxiproxy", arity = "0..1", fallbackValue = "8474", paramLabel = "PORT", description = "Answer clients of Toxiproxy at a port of their own: 8474 when none is given, 0 for any free one. Off by default.")
    @Nullable
    Integer toxiproxy;

    @Option(names = "--proxies", paramLabel = "FILE", description = "Make the proxies of this file: a JSON list in Toxiproxy's form, in which a proxy may have toxics.")
    @Nullable
    Path proxies;

    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong mended = new AtomicLong();

    ServeCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var told = Stopping.told();
        try (var lab = onDisk(); var _ = lab.follow(this::count); var judge = new Verdicts(lab)) {
            plan(lab);
            if (proxies != null) {
                door.proxies(lab, proxies);
            }
            var gateway = door.serve(lab, wish(), judge);
            try (gateway; var network = network(lab)) {
                say(gateway.open(), network == null ? null : network.open(), lab);
                until(told, judge);
                terminal.notice("Ending: replies under way have a moment to finish. Once more ends it at once.");
            }
            return summary(judge, lab);
        }
    }

    private @Nullable Door network(Lab lab) {
        return toxiproxy == null ? null : door.toxiproxy(lab, wish(), toxiproxy);
    }

    private void plan(Lab lab) {
        if (faults != null) {
            var plans = lab.settings().plans();
            var all = Stream.concat(faults.stream().map(Planned::parse), plans.all().stream()).toList();
            lab.change(lab.settings().withPlans(plans.withAll(all)));
        }
    }

    private ServeWish wish() {
        if (rate < 0) {
            throw new Problem("--rate cannot be " + rate, "it is a number of messages, 0 for no limit",
                    "Leave it out for 60");
        }
        if (pace < 0 || pace > SLOWEST_MS) {
            throw new Problem("--pace cannot be " + pace, "it is 0 to " + SLOWEST_MS + " milliseconds",
                    "Leave it out for 0");
        }
        var names = hosts == null ? List.<String>of() : hosts;
        names.stream().filter(h -> !NAME.matcher(h).matches()).findFirst().ifPresent(h -> {
            throw new Problem("--allow-host cannot be '" + h + "'",
                    "it is a name or an address, without http:// and port",
                    "Write it as in --allow-host lab.example");
        });
        var each = Duration.ofMillis(pace);
        var calls = RelaySettings.DEFAULTS.withRecord(!unrecorded).withAllowForced(!unforced).withPace(each, each);
        return new ServeWish(host, port, Set.copyOf(names), rate, calls);
    }

    private void count(Batch batch) {
        var turn = batch.interaction();
        if (turn != null) {
            turns.incrementAndGet();
            if (turn.injected()) {
                failures.incrementAndGet();
            }
            if (turn.outcome().equals("recovered")) {
                mended.incrementAndGet();
            }
        }
    }

    private void say(Door.Opened opened, Door.@Nullable Opened network, Lab lab) {
        if (options.json) {
            terminal.json(ServeJson.of(opened, network, lab.proxies().list()));
            return;
        }
        terminal.line("Kintsugi serves at " + opened.address());
        terminal.line("  REST    " + opened.address() + "/api/v1   (described at " + opened.address() + "/docs)");
        terminal.line("  OpenAI  " + opened.address() + "/v1");
        terminal.line("  Anthropic  " + opened.address());
        if (network != null) {
            terminal.line("  Toxiproxy  " + network.address());
        }
        lab.proxies().list().forEach(proxy -> terminal.line("  proxy " + proxy.name() + "  " + proxy.listen() + " -> "
                + proxy.upstream() + (proxy.enabled() ? "" : " (disabled)")));
        terminal.line("  chaos " + (lab.settings().faults().chaos() ? "on" : "off") + ", recovery "
                + lab.settings().policy() + ". Ctrl-C ends it.");
        if (!opened.token().isEmpty()) {
            terminal.line("  Every request needs the token: " + opened.token());
        }
    }

    private void until(CountDownLatch told, Verdicts judge) {
        try {
            while (!told.await(REFRESH_MS, TimeUnit.MILLISECONDS)) {
                if (terminal.interactive() && !options.json) {
                    terminal.over(counts(judge));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String counts(Verdicts judge) {
        return Words.counted(judge.calls(), "call") + " at /v1, " + Words.counted(turns.get(), "turn") + ", "
                + failures.get()
                + " failed by injection, "
                + mended.get() + " recovered";
    }

    /// Says how it went. Returns 1 when a caller was found at fault.
    private int summary(Verdicts judge, Lab lab) {
        var verdicts = judge.now();
        tell("");
        tell("Ended in order: " + counts(judge) + ".");
        verdicts.forEach(this::say);
        proxied(lab);
        if (judge.turnedAway() > 0) {
            tell(Words.counted(judge.turnedAway(), "request") + " refused: the token was missing or wrong.");
        }
        if (unrecorded) {
            tell("Calls at /v1 were not recorded, so nobody was judged.");
        } else if (judge.calls() > 0 && verdicts.stream().noneMatch(CallerVerdict::judged)) {
            tell("Nothing was judged: no caller saw a failure.");
        }
        return verdicts.stream().allMatch(CallerVerdict::passed) ? 0 : FAILED;
    }

    private void proxied(Lab lab) {
        var all = lab.proxies().list();
        if (!all.isEmpty()) {
            var made = all.stream().mapToLong(proxy -> proxy.traffic().connections()).sum();
            var acted = all.stream().flatMap(proxy -> proxy.traffic().acted().values().stream()).mapToLong(n -> n)
                    .sum();
            tell("Proxies: " + Words.counted(made, "connection") + "; toxics acted " + Words.counted(acted, "time")
                    + ".");
        }
    }

    /// Beside the one line of JSON that a program reads, words are for people.
    private void tell(String line) {
        if (options.json) {
            terminal.notice(line);
        } else {
            terminal.line(line);
        }
    }

    private void say(CallerVerdict verdict) {
        var mark = verdict.passed() ? verdict.judged() ? "✓ " : "· " : "✕ ";
        var line = mark + verdict.caller() + ": " + verdict.summary();
        tell(verdict.passed() ? line : terminal.paint(Tone.BREAKS, line));
        for (var finding : verdict.findings()) {
            var habit = finding.habit();
            var first = finding.evidence().getFirst();
            tell("    " + habit.summary() + " (" + Words.counted(finding.times(), "time") + "; " + first.request()
                    + ": "
                    + first.what() + ")");
            tell(terminal.paint(Tone.QUIET, "    " + habit.solution()));
        }
    }
}
