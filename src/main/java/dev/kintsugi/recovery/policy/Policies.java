package dev.kintsugi.recovery.policy;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The policies that have a name, read from the files that ship, and those that stand in files of their own. Stateless.
public final class Policies {
    /// Nothing is mended: what happened is what the user gets.
    public static final Policy NONE = PolicyFile.shipped("none");

    /// What the window starts with.
    public static final Policy STANDARD = PolicyFile.shipped("standard");

    /// The same patterns for someone who does not like to wait: short pauses, an early breaker, 5 s a call.
    public static final Policy CONVERSATIONAL = PolicyFile.shipped("conversational");

    private static final Pattern ONLY = Pattern.compile("(?i)only ([a-z_ ]+)");
    private static final Pattern WITHOUT = Pattern.compile("(?i)([a-z]+) without ([a-z_ ]+)");

    /// Every reply is read by the detectors and delivered all the same: for measuring them.
    public static final Policy WATCH = PolicyFile.shipped("watch");

    /// The standard one, with a person outermost: asked before risky acts, called when nothing else helps.
    public static final Policy SUPERVISED = PolicyFile.shipped("supervised");

    private Policies() {}

    /// The names that [#named] knows besides files; aliases are left out.
    public static List<String> names() {
        return List.of(NONE.name(), STANDARD.name(), CONVERSATIONAL.name(), WATCH.name(), SUPERVISED.name());
    }

    /// What a named policy is for, in a sentence; empty for any other.
    public static String purpose(String name) {
        return switch (name) {
            case "none" -> "What happened is what the user gets.";
            case "standard" -> "Patient: a call may take 30 s, a service that keeps failing rests for 60 s.";
            case "conversational" ->
                "The same for someone who does not like to wait: 5 s a call, short pauses, 30 s of rest.";
            case "watch" -> "The detectors read every reply, and it is delivered all the same.";
            case "supervised" ->
                "The standard one with a person outermost: asked before risky acts, called when nothing else helps.";
            default -> "";
        };
    }

    /// The policy of this name (`none` or `off`, `standard` or `on`, `conversational`, `watch`, `supervised`, `only PATTERN`, `NAME
    /// without PATTERN`), or the one in this YAML file.
    /// Throws a [Problem] when there is neither.
    public static Policy named(String name) {
        return ownOf(name.strip()).orElseGet(() -> PolicyFile.read(file(name.strip())));
    }

    /// The same without files, for names that come from other programs: whoever may call must not have files of this
    /// machine read. Throws a [Problem] when there is none.
    public static Policy own(String name) {
        return ownOf(name.strip()).orElseThrow(() -> new Problem("There is no recovery policy '" + name.strip() + "'",
                "callers name one that comes with the lab, or the one that it was started with",
                Meant.of(name, names()) + "Use one of " + String.join(", ", names())));
    }

    private static Optional<Policy> ownOf(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none", "off" -> Optional.of(NONE);
            case "standard", "on" -> Optional.of(STANDARD);
            case "conversational" -> Optional.of(CONVERSATIONAL);
            case "supervised" -> Optional.of(SUPERVISED);
            case "watch" -> Optional.of(WATCH);
            default -> derived(name);
        };
    }

    /// `only retry` is one pattern alone with its usual settings, `standard without retry` a policy that lacks one: for
    /// telling what a pattern is worth.
    private static Optional<Policy> derived(String name) {
        var only = ONLY.matcher(name);
        if (only.matches()) {
            return Optional.of(new Policy(name, List.of(PolicyFile.usual(only.group(1)))));
        }
        var without = WITHOUT.matcher(name);
        if (!without.matches()) {
            return Optional.empty();
        }
        var whole = own(without.group(1));
        var left = PolicyFile.usual(without.group(2)).name();
        return Optional.of(whole.with(name, whole.patterns().stream().filter(p -> !p.name().equals(left)).toList()));
    }

    /// The patterns there are, by the names that policy files use, outermost first as one would usually order them.
    public static List<String> patterns() { return PolicyFile.KNOWN; }

    /// The pattern of one of these names, with its usual settings. Throws a [Problem] when there is none.
    public static dev.kintsugi.recovery.policy.Pattern pattern(String name) { return PolicyFile.usual(name); }

    private static Path file(String name) {
        try {
            var file = Path.of(name);
            if (!name.isEmpty() && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw unknown(name, e);
        }
        throw unknown(name, null);
    }

    /// The policy that this file's text says. Throws a [Problem] for what is none.
    public static Policy read(String text) { return PolicyFile.text(text); }

    /// The policy as a file, for one that cannot be had again by its name alone; else empty.
    public static String beyondItsName(Policy policy) { return known(policy) ? "" : PolicyText.of(policy); }

    /// Mostly it is the very same: to compare what it says, Java first makes code for each of its fields.
    @SuppressWarnings("ReferenceEquality")
    private static boolean known(Policy policy) {
        var name = policy.name();
        if (!names().contains(name) && !ONLY.matcher(name).matches() && !WITHOUT.matcher(name).matches()) {
            return false;
        }
        try {
            var named = named(name);
            return named == policy || named.equals(policy);
        } catch (Problem e) {
            return false;
        }
    }

    private static Problem unknown(String name, @Nullable Throwable cause) {
        return new Problem("There is no recovery policy '" + name + "'",
                "it is neither a known name nor a file that can be read",
                Meant.of(name, names()) + "Use one of " + String.join(", ", names()) + ", or the path of a policy file",
                Problem.Exit.USAGE,
                cause);
    }
}
