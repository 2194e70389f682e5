package dev.kintsugi.lab.scenario;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A script that is played to an agent, as its file tells it. Immutable.
///
/// @param name      its short name, the one a command line uses
/// @param start     where virtual time begins
/// @param pack      the built-in knowledge pack the agent answers from
/// @param knowledge a folder in the format of a pack that takes the pack's place; absent when there is none
/// @param seed      what chance is drawn with unless someone asks for another seed
/// @param policy    the recovery policy it is played with unless someone asks for another
/// @param patience  [Patience#ENDLESS] when the file has none
/// @param ledger    [Ledger#NONE] when the file has none
/// @param chance    [ChanceFaults#OFF] when the file has none
public record Scenario(String name, String title, String description, Instant start, String pack,
        @Nullable Path knowledge, long seed, String policy, Customer customer, List<ScriptStep> steps,
        Patience patience, Ledger ledger, ChanceFaults chance) {
    public Scenario {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a scenario has at least one step");
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).number() != i + 1) {
                throw new IllegalArgumentException("steps are numbered from 1 without gaps");
            }
        }
    }

    /// Whether a person acts in it, by the script. If not, whoever sits at the lab's desk is asked.
    public boolean hasPeople() { return steps.stream().anyMatch(s -> !s.people().isEmpty()); }

    /// Who talks to the agent. Immutable.
    ///
    /// @param about one sentence for people; may be empty
    public record Customer(String name, String about) {}
}
