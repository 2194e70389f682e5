package dev.kintsugi.cli;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Plays a scenario in virtual time and shows what happened and what it cost.
@CommandLine.Command(description = "Play a scenario and show what happened and what it cost.", mixinStandardHelpOptions = true, footer = {
        "", "Without --recovery it is played twice, without recovery and with it, and compared.",
        "Nothing is kept unless --data names a database.", "", "Example: kintsugi replay demos/insurance"})
final class ReplayCommand extends Command {
    @Parameters(paramLabel = "SCENARIO", arity = "0..1", defaultValue = "demos/insurance", description = "A scenario's name, file or folder. Default: ${DEFAULT-VALUE}.")
    String scenario = "demos/insurance";

    ReplayCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    public Integer call() {
        var script = Scenarios.find(scenario, door.home());
        try (var lab = throwAwayUnlessNamed()) {
            return options.recovery != null ? one(lab, script, options.recovery) : both(lab, script);
        }
    }

    private int one(Lab lab, Scenario script, String policy) {
        var run = play(lab, script, policy);
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
        var on = play(lab, script, "standard");
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
