package dev.kintsugi.report.story;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.report.stats.Shares;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// How the lab says numbers and decisions in one line. Stateless.
public final class Words {
    /// What is no word but a path, an option or a variable, and would not be the same with a capital.
    private static final Pattern NAME = Pattern.compile("\\S*[/\\\\_]");

    /// What recovery notes under this name is an error as the call gave it; its cause stands in the note.
    static final String CALL = "call";

    private Words() {}

    /// The same words as the beginning of a sentence; a path or a variable at its head stays as it is.
    public static String capital(String words) {
        return words.isEmpty() || NAME.matcher(words).lookingAt()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// The same words as a whole sentence, with its capital and its full stop.
    public static String sentence(String words) {
        return capital(words) + (words.isEmpty() || words.endsWith(".") || words.endsWith("?") ? "" : ".");
    }

    /// A number of things: `1 turn`, `2 turns`.
    public static String counted(long number, String thing) { return number + " " + thing + (number == 1 ? "" : "s"); }

    /// A chance as people read it: `30 %`, `1.34 %`.
    public static String percent(int ppm) {
        var tenths = String.format(Locale.ROOT, "%.2f", ppm / 10_000.0);
        return tenths.replaceAll("\\.?0+$", "") + Shares.PERCENT;
    }

    /// A draw as people read it: `0.112`.
    public static String draw(int ppm) {
        return String.format(Locale.ROOT, "%.3f", Math.floor(ppm / 1000.0) / (Probability.ONE_PPM / 1000));
    }

    /// A way to fail in the midst of a sentence: `hallucination`, `API timeout`.
    public static String named(Failure mode) {
        var title = mode.title();
        return title.length() > 1 && Character.isUpperCase(title.charAt(1))
                ? title
                : Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    /// The same for one of which only the name on the wire is known.
    public static String named(String wire) {
        return Arrays.stream(FailureMode.values()).filter(mode -> mode.wire().equals(wire)).findFirst()
                .map(Words::named).orElse(wire.replace('_', ' '));
    }

    /// What ends a fault, as a sentence.
    ///
    /// @param cure as the event has it, e.g. `when another model is asked`, `2 s after it first acted`, `never`
    public static String ends(String cure) {
        return cure.equals("never") ? "It never lets go." : "It lets go " + cure + ".";
    }

    /// Why a turn is touched or left alone, e.g. `p 30 %, draw 0.112`.
    public static String why(Decision decision) {
        return switch (decision.reason()) {
            case PANIC_STOP -> "everything is stopped";
            case FORCED -> decision.mode() == null ? "asked to be spared" : "forced";
            case SCHEDULED -> "scheduled";
            case OFF -> "chaos is off";
            case LIVE_FAULT -> "lives since turn " + decision.sinceTurn();
            case COOLDOWN -> "cooldown, " + seconds(decision.waitMs()) + " left";
            case ROLLED -> decision.rolls().stream().filter(Roll::hit).map(Words::roll).findFirst()
                    .orElse("rolled " + decision.rolls().size() + " times, no hit");
        };
    }

    /// One roll, e.g. `p 30 %, draw 0.112`.
    public static String roll(Roll roll) { return "p " + percent(roll.effective()) + ", draw " + draw(roll.draw()); }

    /// What recovery did or saw, with its reason, e.g. `Retry: waits 2.0 s` or `Saw the error: no answer in time`.
    public static String recovery(Step step) {
        var waits = step.action() == Step.Action.WAITS ? "waits " : "";
        return (step.pattern().equals(CALL) ? "Saw the error" : capital(step.pattern())) + ": " + waits
                + step.note().value();
    }

    /// A duration as people read it: `640 ms`, `2.4 s`, `3 min 5 s`.
    public static String seconds(long ms) {
        if (ms < 1000) {
            return ms + " ms";
        }
        return ms < 60_000
                ? String.format(Locale.ROOT, "%.1f s", ms / 1000.0)
                : ms / 60_000 + " min " + ms % 60_000 / 1000 + " s";
    }
}
