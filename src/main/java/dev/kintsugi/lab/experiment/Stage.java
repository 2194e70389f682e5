package dev.kintsugi.lab.experiment;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.lab.trial.Customer;
import dev.kintsugi.report.story.TurnStory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Plays single episodes of an experiment in a lab, each in a session of its own that stays open. An episode meets the
/// same words and the same chance in every lab. For one thread.
final class Stage {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final FaultSettings CALM = FaultSettings.defaults();

    private final Lab lab;
    private final Experiment plan;
    private final Map<String, Customer> customers = new HashMap<>();

    Stage(Lab lab, Experiment plan) {
        this.lab = lab;
        this.plan = plan;
    }

    /// An episode that was played. Immutable.
    ///
    /// @param due turns that it should have
    record Ended(Session session, int due) {}

    /// @param named gives the session a name of its own, where that of its chance will not do
    Ended play(Condition condition, int task, int trial, UnaryOperator<SessionSpec> named) {
        var script = plan.script();
        return script == null
                ? conversation(condition, task, trial, named)
                : scripted(script, condition, task, trial, named);
    }

    private long index(int task, int trial) { return task + (long) (trial - 1) * plan.episodes(); }

    private int turns(int task) { return 1 + (plan.clean() == 0 ? 0 : 1 + task % plan.clean()); }

    private Ended conversation(Condition condition, int task, int trial, UnaryOperator<SessionSpec> named) {
        var arm = condition.arm();
        var session = begin(arm, arm.policy(), task, trial, named);
        var faults = faults(condition);
        var last = turns(task);
        for (int turn = 1; turn < last; turn++) {
            say(session, new Said(words(arm.pack(), condition.epsilon(), task, turn), null, faults, 0, ""));
        }
        var mode = forced(task, trial, last);
        say(session, new Said(words(arm.pack(), condition.epsilon(), task, last), mode, faults, 0, ""));
        return new Ended(session, last);
    }

    /// On this very thread, since nobody else speaks in the session: a change of threads costs more than it gives here.
    private static void say(Session session, Said said) {
        if (!session.tryAtOnce(() -> session.say(said).join() != null)) {
            session.say(said).join();
        }
    }

    private Session begin(Arm arm, String policy, int task, int trial, UnaryOperator<SessionSpec> named) {
        var agent = new AgentSettings(arm.pack(), arm.contextWindow(), null);
        return lab.begin(named.apply(SessionSpec.of(lab.settings()).withAgent(agent).withPolicy(policy)
                .withSeed(plan.seed() + index(task, trial)).drawnAt(index(task, trial)).virtual(START, plan.name())));
    }

    private @Nullable FailureMode forced(int task, int trial, int turn) {
        var index = index(task, trial);
        return plan.forced().isEmpty()
                ? null
                : new Draws(plan.seed() + index).pick(new DrawKey(index, turn, 1, "compare.mode"), plan.forced());
    }

    private static FaultSettings faults(Condition condition) {
        var faults = condition.arm().faults();
        return faults == null ? CALM : scaled(faults, condition.lambda());
    }

    private static FaultSettings scaled(FaultSettings faults, int lambda) {
        return new FaultSettings(faults.chaos() && lambda > 0, faults.law(),
                (int) ((long) faults.multiplierPpm() * lambda / Probability.ONE_PPM), faults.cooldown(),
                faults.modes(), faults.customs());
    }

    private String words(String pack, int epsilon, int task, int turn) {
        var customer = customers.computeIfAbsent(pack, p -> new Customer(Packs.at(p), plan.seed()));
        return new Typos(plan.seed(), epsilon).in(customer.says(task, turn), task, turn);
    }

    private Ended scripted(Scenario script, Condition condition, int task, int trial,
            UnaryOperator<SessionSpec> named) {
        var own = condition.arm().faults() == null ? null : faults(condition);
        var run = run(garbled(script, condition.epsilon(), task), condition.arm(), condition.arm().policy(), task,
                trial,
                chances -> own != null ? own : scaled(chances, condition.lambda()), named);
        return new Ended(lab.open(run.session()), script.steps().size());
    }

    /// @param chances makes them of the scenario's
    private Run run(Scenario script, Arm arm, String policy, int task, int trial, UnaryOperator<FaultSettings> chances,
            UnaryOperator<SessionSpec> named) {
        UnaryOperator<SessionSpec> begun = spec -> named.apply(spec.drawnAt(index(task, trial)).withAgent(
                new AgentSettings(arm.pack().isEmpty() ? spec.agent().pack() : arm.pack(), arm.contextWindow(), null)));
        return Run.of(lab, script, PlayOptions.atOnce(policy, plan.seed() + index(task, trial)), begun, chances,
                (_, _) -> {});
    }

    private Scenario garbled(Scenario script, int epsilon, int task) {
        var typos = new Typos(plan.seed(), epsilon);
        return epsilon == 0
                ? script
                : with(script, script.steps().stream()
                        .map(s -> new ScriptStep(s.number(), s.name(), s.mood(),
                                typos.in(s.message(), task, s.number()),
                                s.fault(), s.restartBefore(), s.pause(), s.people(), s.question(), s.look()))
                        .toList());
    }

    private static Scenario calm(Scenario script) {
        return with(script, script.steps().stream()
                .map(s -> new ScriptStep(s.number(), s.name(), s.mood(), s.message(), null, s.restartBefore(),
                        s.pause(), s.people(), s.question(), s.look()))
                .toList());
    }

    private static Scenario with(Scenario script, List<ScriptStep> steps) {
        return new Scenario(script.name(), script.title(), script.description(), script.start(), script.pack(),
                script.knowledge(), script.seed(), script.policy(), script.customer(), steps, script.patience(),
                script.ledger(), script.chance());
    }

    /// What the agent answers when nothing fails.
    List<String> answers(Arm arm, int epsilon, int task, int trial) {
        var script = plan.script();
        return script == null ? said(arm, epsilon, task, trial) : played(script, arm, epsilon, task, trial);
    }

    private List<String> said(Arm arm, int epsilon, int task, int trial) {
        var session = begin(arm, "none", task, trial, UnaryOperator.identity());
        try {
            for (int turn = 1; turn <= turns(task); turn++) {
                say(session, new Said(words(arm.pack(), epsilon, task, turn), null, CALM, 0, ""));
            }
            return delivered(session.turns());
        } finally {
            lab.close(session.id());
        }
    }

    private List<String> played(Scenario script, Arm arm, int epsilon, int task, int trial) {
        var run = run(calm(garbled(script, epsilon, task)), arm, "none", task, trial, _ -> CALM,
                UnaryOperator.identity());
        lab.close(run.session());
        return delivered(run.turns());
    }

    private static List<String> delivered(List<TurnStory> turns) {
        return turns.stream().map(t -> t.delivered().value()).toList();
    }
}
