package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.store.EmbeddedState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays tasks of an experiment, one after the other, in a lab of its own in which nothing of one episode reaches the
/// next. For one thread.
final class Player implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    private final Experiment plan;
    private final @Nullable Path keep;
    private final EpisodeJournal journal;
    private final Lab lab;
    private final Stage stage;
    /// What the agent says without any failure, by trial, words and agent: of the task that is played.
    private final Map<List<Object>, List<String>> understood = new HashMap<>();

    /// @param keep the folder that takes each episode's log; absent for none
    Player(AgentSource agents, Experiment plan, @Nullable Path keep) {
        this.plan = plan;
        this.keep = keep;
        this.journal = new EpisodeJournal(keep != null);
        this.lab = new Lab(LabSettings.defaults(), journal, new EmbeddedState(new ConversationClock()), agents);
        this.stage = new Stage(lab, plan);
    }

    /// All episodes of a task, from 1: for each condition every trial. Throws a [Problem] when a log cannot be kept.
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
            var played = played(condition, task, trial);
            return played.success() && condition.epsilon() > 0 && !understands(condition, task, trial)
                    ? Judging.misunderstood(played)
                    : played;
        } catch (Unkept e) {
            throw e.why;
        } catch (RuntimeException e) {
            var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            LOG.warn("episode {} of {} broke", task, condition.arm().name(), cause);
            return Played.broken(String.valueOf(cause.getMessage()));
        }
    }

    private Played played(Condition condition, int task, int trial) {
        journal.forget();
        try {
            var ended = stage.play(condition, task, trial, UnaryOperator.identity());
            var session = ended.session();
            keep(session.id(), condition, task, trial);
            return Judging.of(session.turns(), session.recoveryCounts(), ended.due());
        } finally {
            lab.openSessions().forEach(session -> lab.close(session.id()));
        }
    }

    /// Whether garbled words get the answers of the same words written well, when nothing fails.
    private boolean understands(Condition condition, int task, int trial) {
        return answers(condition.arm(), condition.epsilon(), task, trial)
                .equals(answers(condition.arm(), 0, task, trial));
    }

    private List<String> answers(Arm arm, int epsilon, int task, int trial) {
        return understood.computeIfAbsent(List.of(arm.pack(), arm.contextWindow(), epsilon, trial),
                _ -> stage.answers(arm, epsilon, task, trial));
    }

    private void keep(SessionId session, Condition condition, int task, int trial) {
        if (keep == null) {
            return;
        }
        try {
            Export.write(lab, session, Export.Format.JSONL,
                    keep.resolve(new Episode(plan, condition, task, trial).name() + ".jsonl"));
        } catch (Problem e) {
            throw new Unkept(e);
        }
    }

    /// A log could not be kept: nothing broke in the episode, and the next ones would fare no better.
    private static final class Unkept extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Problem why;

        Unkept(Problem why) {
            super(why);
            this.why = why;
        }
    }

    @Override
    public void close() { lab.close(); }
}
