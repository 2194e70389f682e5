package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which of the shared options have a say in a command, and what holds in place of the others. Its help lists those that
/// have. Of the others, those that say who answers or what fails are refused, so that nobody takes the answer for one that
/// heeds them; the rest are taken, and it is said that they change nothing. `--json` and `--log-level` are heeded
/// everywhere. Immutable.
///
/// @param option  whether an option has a say, by its name, e.g. `--seed`
/// @param why     why the others have none, without a full stop
/// @param refused those of the others that are refused
record Heeded(Predicate<String> option, String why, Set<String> refused) {
    private static final Set<String> ALWAYS = Set.of("--json", "--log-level");
    private static final Set<String> WHO_AND_WHAT = Set.of("--agent", "--base-url", "--model", "--encoding",
            "--context", "--chaos",
            "--multiplier", "--every-turn");

    /// For whatever runs the lab's agent by its settings.
    static final Heeded ALL = new Heeded(_ -> true, "", Set.of());

    /// For whatever goes on with a session.
    static final Heeded GOING_ON = allBut(
            "a session keeps the seed, the policy, the pack and the context that it began with",
            "--seed", "--recovery", "--pack", "--context");

    static Heeded only(String why, String... options) {
        return new Heeded(Set.of(options)::contains, why, WHO_AND_WHAT);
    }

    static Heeded allBut(String why, String... options) {
        return new Heeded(Predicate.not(Set.of(options)::contains), why, WHO_AND_WHAT);
    }

    /// The same, with these refused too.
    Heeded refusing(String... options) {
        return new Heeded(option, why,
                Stream.concat(refused.stream(), Stream.of(options)).collect(Collectors.toUnmodifiableSet()));
    }

    boolean holds(String name) { return ALWAYS.contains(name) || option.test(name); }

    /// What is to be said of options that change nothing; empty when there are none.
    ///
    /// @param given   the shared options on the command line
    /// @param command as it is typed, e.g. `kintsugi compare`
    /// @throws Problem when one of them cannot be left unheeded
    Optional<String> check(List<String> given, String command) {
        var idle = given.stream().filter(name -> !holds(name)).toList();
        var wrong = idle.stream().filter(refused::contains).toList();
        if (!wrong.isEmpty()) {
            throw new Problem(without(wrong, command), why, "Leave " + (wrong.size() == 1 ? "it" : "them") + " out");
        }
        return idle.isEmpty() ? Optional.empty() : Optional.of(without(idle, command) + ": " + why + ".");
    }

    private static String without(List<String> names, String command) {
        return words(names) + (names.size() == 1 ? " has" : " have") + " no effect on " + command;
    }

    private static String words(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
