package dev.kintsugi.lab.bench;

import dev.kintsugi.lab.scenario.Ledger;
import dev.kintsugi.lab.scenario.Patience;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import java.util.ArrayList;

/// A scenario's steps again and again, forty in all, to a customer who endures everything. Stateless.
final class LongScript {
    private static final int STEPS = 40;

    private LongScript() {}

    static Scenario of(Scenario scenario) {
        var steps = new ArrayList<ScriptStep>();
        for (int n = 1; n <= STEPS; n++) {
            var step = scenario.steps().get((n - 1) % scenario.steps().size());
            steps.add(new ScriptStep(n, step.name() + " " + n, step.mood(), step.message(), step.fault(),
                    step.restartBefore(), step.pause(), step.people(), "", ""));
        }
        return new Scenario(scenario.name(), scenario.title(), scenario.description(), scenario.start(),
                scenario.pack(), scenario.knowledge(), scenario.seed(), scenario.policy(), scenario.customer(), steps,
                Patience.ENDLESS, Ledger.NONE, scenario.chance());
    }
}
