package dev.kintsugi.lab.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was played. Immutable.
///
/// @param tasks for each finished task its episodes: for each condition, in their order, every trial
public record Results(Experiment plan, Map<Integer, List<Played>> tasks, Ending ending) {
    /// How the playing came to its end.
    public enum Ending {
        /// All tasks were played.
        COMPLETE,
        /// Fewer tasks were enough: the stopping rule held.
        STOPPED_EARLY,
        /// Somebody cancelled it.
        CANCELLED,
        /// The lab could not go on with it.
        BROKE_OFF,
        /// It is still being played.
        UNDER_WAY;

        /// Whether nothing is left to be played.
        public boolean whole() { return this == COMPLETE || this == STOPPED_EARLY; }

        /// Whether it is over although something is left to be played.
        public boolean cut() { return this == CANCELLED || this == BROKE_OFF; }
    }

    public Results {
        tasks = Collections.unmodifiableMap(new TreeMap<>(tasks));
    }

    /// A condition's episodes, in order of task and trial.
    public List<Played> of(Condition condition) {
        var from = plan.conditions().indexOf(condition) * plan.trials();
        return tasks.values().stream().flatMap(t -> t.subList(from, from + plan.trials()).stream()).toList();
    }
}
