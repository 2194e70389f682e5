package dev.kintsugi.lab.experiment;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.lab.trial.Customer;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays tasks of an experiment, one after the other, in a lab of its own in which nothing of one episode reaches the
/// next. For one thread.
final class Player implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final FaultSettings CALM = FaultSettings.defaults();

    private final Experiment plan;
    private final @Nullable Path keep;
    private final EpisodeJournal journal;
    private final Lab lab;
    private final Map<String, Customer> customers = new HashMap<>();
    /// What the agent says without any failure, by trial, words and agent: of the task that is played.
    private final Map<List<Object>, List<String>> understood = new HashMap<>();

    /// @param keep the folder that takes each episode's log; absent for none
    Player(AgentSource agents, Experiment plan, @Nullable Path keep) {
        this.plan = plan;
        this.keep = keep;
        this.journal = new EpisodeJournal(keep != null);
        this.lab = new Lab(LabSettings.defaults(), journal, new EmbeddedState(new ConversationClock()), agents);
    }

    /// All episodes of a task, from 1: for each condition every trial.
    List<Played> task(int task) {
        understood.clear();
        var all = new ArrayList<Played>();
        for (var condition : plan.conditions()) {
            for (int trial = 1; trial <= plan.trials(); trial++) {
                all.add(episode(condition, task, trial));
            }
        }
        return all;
    }

    private Played episode(Condition condition, int task, int trial) {
        try {
            var script = plan.script();
            var played = script == null
                    ? conversation(condition, task, trial)
                    : scripted(script, condition, task, trial);
            return played.success() && condition.epsilon() > 0 && !understands(condition, task, trial)
                    ? Judging.misunderstood(played)
                    : played;
        } catch (RuntimeException e) {
            var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            LOG.warn("episode {} of {} broke", task, condition.arm().name(), cause);
            return Played.broken(String.valueOf(cause.getMessage()));
        }
    }

    private long index(int task, int trial) { return task + (long) (trial - 1) * plan.episodes(); }

    private Played conversation(Condition condition, int task, int trial) {
        var session = begin(condition.arm(), condition.arm().policy(), task, trial);
        try {
            var faults = faults(condition);
            var last = 1 + (plan.clean() == 0 ? 0 : 1 + task % plan.clean());
            for (int turn = 1; turn < last; turn++) {
                session.say(new Said(words(condition, task, turn), null, faults, 0, "")).join();
            }
            var mode = forced(task, trial, last);
            session.say(new Said(words(condition, task, last), mode, faults, 0, "")).join();
            keep(session.id(), condition, task, trial);
            return Judging.of(session.turns(), session.recoveryCounts(), last);
        } finally {
            lab.close(session.id());
        }
    }

    private Session begin(Arm arm, String policy, int task, int trial) {
        journal.next(index(task, trial));
        var agent = new AgentSettings(arm.pack(), arm.contextWindow(), null);
        return lab.begin(SessionSpec.of(lab.settings()).withAgent(agent).withPolicy(policy)
                .withSeed(plan.seed() + index(task, trial)).virtual(START, plan.name()));
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

    private String words(Condition condition, int task, int turn) {
        return words(condition.arm().pack(), condition.epsilon(), task, turn);
    }

    private String words(String pack, int epsilon, int task, int turn) {
        var customer = customers.computeIfAbsent(pack, p -> new Customer(Packs.at(p), plan.seed()));
        return new Typos(plan.seed(), epsilon).in(customer.says(task, turn), task, turn);
    }

    private Played scripted(Scenario script, Condition condition, int task, int trial) {
        var run = run(garbled(script, condition.epsilon(), task), condition.arm().policy(), task, trial,
                condition.arm().faults() == null ? null : faults(condition), condition.lambda());
        try {
            keep(run.session(), condition, task, trial);
            var counts = lab.open(run.session()).recoveryCounts();
            return Judging.of(run.turns(), counts, script.steps().size());
        } finally {
            lab.close(run.session());
        }
    }

    /// @param own the chances in place of the scenario's; absent for these
    private Run run(Scenario script, String policy, int task, int trial, @Nullable FaultSettings own, int lambda) {
        journal.next(index(task, trial));
        return Run.of(lab, script, PlayOptions.atOnce(policy, plan.seed() + index(task, trial)),
                chances -> own != null ? own : scaled(chances, lambda), (_, _) -> {});
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

    /// Whether garbled words get the answers of the same words written well, when nothing fails.
    private boolean understands(Condition condition, int task, int trial) {
        return answers(condition.arm(), condition.epsilon(), task, trial)
                .equals(answers(condition.arm(), 0, task, trial));
    }

    private List<String> answers(Arm arm, int epsilon, int task, int trial) {
        var key = List.<Object>of(arm.pack(), arm.contextWindow(), epsilon, trial);
        var known = understood.get(key);
        var script = plan.script();
        if (known == null) {
            known = script == null ? said(arm, epsilon, task, trial) : played(script, epsilon, task, trial);
            understood.put(key, known);
        }
        return known;
    }

    private List<String> said(Arm arm, int epsilon, int task, int trial) {
        var session = begin(arm, "none", task, trial);
        try {
            var last = 1 + (plan.clean() == 0 ? 0 : 1 + task % plan.clean());
            for (int turn = 1; turn <= last; turn++) {
                session.say(new Said(words(arm.pack(), epsilon, task, turn), null, CALM, 0, "")).join();
            }
            return delivered(session.turns());
        } finally {
            lab.close(session.id());
        }
    }

    private List<String> played(Scenario script, int epsilon, int task, int trial) {
        var run = run(calm(garbled(script, epsilon, task)), "none", task, trial, CALM, 0);
        lab.close(run.session());
        return delivered(run.turns());
    }

    private static List<String> delivered(List<TurnStory> turns) {
        return turns.stream().map(t -> t.delivered().value()).toList();
    }

    private void keep(SessionId session, Condition condition, int task, int trial) {
        if (keep != null) {
            var name = (plan.arms().indexOf(condition.arm()) + 1) + "-"
                    + condition.arm().name().replaceAll("[^A-Za-z0-9]+", "-")
                    + level("e", plan.epsilons(), condition.epsilon()) + level("l", plan.lambdas(), condition.lambda())
                    + "-" + task + (plan.trials() > 1 ? "-" + trial : "") + ".jsonl";
            Export.write(lab, session, Export.Format.JSONL, keep.resolve(name));
        }
    }

    private static String level(String letter, List<Integer> levels, int level) {
        return levels.size() > 1 ? "-" + letter + (levels.indexOf(level) + 1) : "";
    }

    @Override
    public void close() { lab.close(); }
}
