package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import java.util.List;

/// One episode of an experiment. Immutable.
///
/// @param task  its conversation, from 1
/// @param trial from 1
public record Episode(Experiment plan, Condition condition, int task, int trial) {
    private static final int OF_DIGEST = 8;
    private static final int LONGEST = 64;

    /// What its log is called: the number and the name of its arm, its levels where there are several, its conversation
    /// and its trial.
    public String name() {
        return (plan.arms().indexOf(condition.arm()) + 1) + "-"
                + condition.arm().name().replaceAll("[^A-Za-z0-9]+", "-")
                + level("e", plan.epsilons(), condition.epsilon()) + level("l", plan.lambdas(), condition.lambda())
                + "-" + task + (plan.trials() > 1 ? "-" + trial : "");
    }

    private static String level(String letter, List<Integer> levels, int level) {
        return levels.size() > 1 ? "-" + letter + (levels.indexOf(level) + 1) : "";
    }

    /// Plays it once more in a session of that lab, in virtual time and with the chance it met in the experiment, and
    /// leaves the session there to be looked at. What was looked at before is opened again, not played.
    public Session shown(Lab lab) {
        var id = id();
        return lab.knows(id)
                ? lab.open(id)
                : new Stage(lab, plan).play(condition, task, trial, spec -> spec.named(id)).session();
    }

    /// The fingerprint keeps it apart from the same place in another experiment, or in this one as it was before.
    private SessionId id() {
        var digest = plan.digest().substring(0, Math.min(OF_DIGEST, plan.digest().length()));
        var id = "episode-" + digest + "-" + name();
        return new SessionId(id.length() <= LONGEST ? id : id.substring(0, 16) + id.substring(id.length() - 48));
    }
}
