package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Condition;
import dev.kintsugi.lab.experiment.Episode;
import dev.kintsugi.lab.experiment.FindingsText;
import dev.kintsugi.lab.experiment.Played;
import dev.kintsugi.lab.experiment.Results;
import dev.kintsugi.lab.experiment.Touched;
import dev.kintsugi.report.story.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// An episode and what came of it. Immutable.
record EpisodeRow(Episode episode, Played played) {
    /// Said of an episode in which the user was told that all is well although it was not.
    static final String CLAIMED = "claimed success after failure";

    /// The first of those that are wanted, in the order of their conversations.
    ///
    /// @param most how many at most
    static List<EpisodeRow> of(Results results, BiPredicate<Condition, Played> wanted, int most) {
        var plan = results.plan();
        var conditions = plan.conditions();
        var rows = new ArrayList<EpisodeRow>();
        for (var task : results.tasks().entrySet()) {
            for (int i = 0; i < task.getValue().size() && rows.size() < most; i++) {
                var condition = conditions.get(i / plan.trials());
                var played = task.getValue().get(i);
                if (wanted.test(condition, played)) {
                    rows.add(new EpisodeRow(
                            new Episode(plan, condition, task.getKey(), 1 + i % plan.trials()), played));
                }
            }
        }
        return rows;
    }

    /// Where it belongs, e.g. `standard, ε 0.1, trial 2`.
    String place() {
        return FindingsText.name(episode.plan(), episode.condition())
                + (episode.plan().trials() > 1 ? ", trial " + episode.trial() : "");
    }

    /// What failed in it and what it cost.
    String facts() {
        var failed = played.touched().stream().map(Touched::mode).distinct().map(Words::named)
                .collect(Collectors.joining(", "));
        return played.trouble().isEmpty()
                ? (failed.isEmpty() ? "nothing failed" : failed) + "; " + Words.counted(played.calls(), "call") + ", "
                        + Words.seconds(played.millis()) + (played.claimed() ? "; " + CLAIMED : "")
                : played.trouble();
    }
}
