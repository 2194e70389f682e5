package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which of the shared options have a say in a command, and what holds in place of the others. Its help lists those that
/// have; the others are refused, so that nobody takes the answer for one that heeds them. `--json` and `--log-level` are
/// heeded everywhere. Immutable.
///
/// @param option whether an option has a say, by its name, e.g. `--seed`
/// @param why    why the others have none, without a full stop
record Heeded(Predicate<String> option, String why) {
    private static final Set<String> ALWAYS = Set.of("--json", "--log-level");

    /// For whatever runs the lab's agent by its settings.
    static final Heeded ALL = new Heeded(_ -> true, "");

    /// For whatever goes on with a session.
    static final Heeded GOING_ON = allBut("a session keeps the seed, the policy and the pack that it began with",
            "--seed", "--recovery", "--pack");

    static Heeded only(String why, String... options) { return new Heeded(Set.of(options)::contains, why); }

    static Heeded allBut(String why, String... options) {
        return new Heeded(Predicate.not(Set.of(options)::contains), why);
    }

    boolean holds(String name) { return ALWAYS.contains(name) || option.test(name); }

    /// Throws a [Problem] when an option has no say.
    ///
    /// @param given   the shared options on the command line
    /// @param command as it is typed, e.g. `kintsugi compare`
    void check(List<String> given, String command) {
        var idle = given.stream().filter(name -> !holds(name)).toList();
        if (!idle.isEmpty()) {
            throw new Problem(words(idle) + (idle.size() == 1 ? " has" : " have") + " no effect on " + command, why,
                    "Leave " + (idle.size() == 1 ? "it" : "them") + " out");
        }
    }

    private static String words(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
