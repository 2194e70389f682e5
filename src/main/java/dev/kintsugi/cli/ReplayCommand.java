package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Replay;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Plays a scenario in virtual time and shows what happened and what it cost; or plays a recorded session again from its
/// log and holds it against the log.
@CommandLine.Command(description = "Play a scenario and show what it cost, or play a recorded session again.", mixinStandardHelpOptions = true, footer = {
        "", "It looks for what to play in this order: an exported log (a file that ends with .jsonl), a",
        "scenario (its name, file or folder), a session in the database (see: kintsugi export --list).", "",
        "A recorded session is played again from its log alone and must come out the same, byte for",
        "byte. Exit code 1: it did not, and the first event that differs is named.", "",
        "Without --recovery a scenario is played twice, without recovery and with it, and compared.",
        "Nothing is kept unless --data names a database, so it runs beside an open workbench.",
        "Time is virtual: the same scenario, policy and seed give the same log, byte by byte.", "", "Examples:",
        "  kintsugi replay demos/insurance", "  kintsugi replay demos/insurance --recovery on --json",
        "  kintsugi replay retry-storm --recovery on --session-out storm.jsonl",
        "  kintsugi replay storm.jsonl", "  kintsugi replay session-3-1f2e3d4c --data DIR"})
final class ReplayCommand extends Command {
    @Parameters(paramLabel = "SCENARIO|SESSION|FILE", arity = "0..1", defaultValue = "demos/insurance", description = "A scenario's name, file or folder; or a session's name, or its exported log. Default: ${DEFAULT-VALUE}.")
    String scenario = "demos/insurance";

    /// What can be a session's name.
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    @Option(names = "--session-out", paramLabel = "FILE", description = "Write the played session to this file, as its ending says: .jsonl, .csv or .html. Needs --recovery.")
    @Nullable
    Path sessionOut;

    ReplayCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() {
        return Heeded.allBut("a scenario says what the agent knows and what fails, and time is virtual", "--pack",
                "--chaos", "--multiplier", "--speed");
    }

    @Override
    int run() {
        if (scenario.endsWith(".jsonl")) {
            asItWas();
            return recorded(door.throwAway(options.wish()), lab -> Replay.of(lab, Path.of(scenario)));
        }
        if (!Scenarios.exists(scenario, door.home()) && SESSION.matcher(scenario).matches()) {
            var lab = onDisk();
            if (lab.knows(id(scenario))) {
                return recorded(lab, opened -> {
                    asItWas("--data");
                    return opened.replay(id(scenario));
                });
            }
            lab.close();
        }
        return played();
    }

    private void asItWas(String... heeded) {
        heed(Heeded.only("a recorded session is played as it was", heeded).refusing("--recovery"));
    }

    private int recorded(Lab lab, Function<Lab, Replay> replay) {
        try (lab) {
            if (sessionOut != null) {
                throw new Problem("A recorded session is played as it was", "--session-out is for scenarios",
                        "Leave it out");
            }
            return new RecordedReplay(terminal, options.json).told(replay.apply(lab));
        }
    }

    private int played() {
        var format = format();
        door.prepare();
        var script = Scenarios.find(scenario, door.home());
        try (var lab = throwAwayUnlessNamed()) {
            return options.recovery != null ? one(lab, script, options.recovery, format) : both(lab, script);
        }
    }

    /// What the session is written as; absent when it is not.
    private Optional<Export.Format> format() {
        if (sessionOut == null) {
            return Optional.empty();
        }
        if (options.recovery == null) {
            throw new Problem("--session-out needs --recovery", "without it two sessions are played",
                    "Add --recovery off or --recovery on");
        }
        var name = sessionOut.toString();
        var format = Export.Format.of(name)
                .orElseThrow(() -> new Problem("The session cannot be written to " + name,
                        "its ending tells no format", "End the name with .jsonl, .csv or .html"));
        Destination.check(sessionOut);
        return Optional.of(format);
    }

    private int one(Lab lab, Scenario script, String policy, Optional<Export.Format> format) {
        var run = play(lab, script, policy);
        format.ifPresent(f -> Export.write(lab, run.session(), f, Objects.requireNonNull(sessionOut)));
        if (options.json) {
            terminal.json(ReplayJson.of(run));
        } else {
            new ReplayText(terminal).bill(run);
        }
        return 0;
    }

    private int both(Lab lab, Scenario script) {
        var off = play(lab, script, "none");
        if (!options.json) {
            new ReplayText(terminal).bill(off);
        }
        var on = play(lab, script, script.policy().equals("none") ? "standard" : script.policy());
        if (options.json) {
            terminal.json(ReplayJson.of(off, on));
        } else {
            new ReplayText(terminal).bill(on);
            new ReplayText(terminal).savings(Savings.between(off.bill(), on.bill()));
        }
        return 0;
    }

    private Run play(Lab lab, Scenario script, String policy) {
        var seed = options.seed != null ? options.seed : script.seed();
        var text = new ReplayText(terminal);
        if (options.json) {
            return Run.of(lab, script, PlayOptions.atOnce(policy, seed), (_, _) -> {});
        }
        text.title(script, policy, seed);
        return Run.of(lab, script, PlayOptions.atOnce(policy, seed), text::turn);
    }
}
