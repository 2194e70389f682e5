package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Roll;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a turn was touched or left alone, in words and as a table of rolls. Stateless.
final class Dice {
    /// One roll as a row. Immutable.
    record Row(FailureMode mode, String set, String factors, String effective, String draw, boolean hit,
            String purpose) {}

    private Dice() {}

    static String why(@Nullable Decision decision) {
        if (decision == null) {
            return "Nothing was decided: the turn did not get that far.";
        }
        return switch (decision.reason()) {
            case PANIC_STOP -> "Left alone: everything was stopped.";
            case FORCED -> "Injected " + name(decision) + ": it was asked for. No dice were rolled.";
            case OFF -> "Left alone: chaos is off.";
            case LIVE_FAULT -> "Injected " + name(decision) + ": the fault of turn " + decision.sinceTurn()
                    + " still lives.";
            case COOLDOWN -> String.format(Locale.ROOT, "Left alone: the last failure was too recent, %.1f s of cooldown left.",
                    decision.waitMs() / 1000.0);
            case ROLLED -> rolled(decision);
        };
    }

    private static String rolled(Decision decision) {
        return decision.rolls().stream().filter(Roll::hit).findFirst()
                .map(hit -> "Injected " + name(decision) + ": p " + Percent.of(hit.effective()) + ", draw "
                        + Percent.draw(hit.draw()) + ".")
                .orElse("Left alone: no roll hit.");
    }

    private static String name(Decision decision) {
        return decision.injected().map(FailureMode::title).map(t -> t.substring(0, 1).toLowerCase(Locale.ROOT) + t.substring(1))
                .map(t -> t.equals("aPI timeout") ? "API timeout" : t).orElse("nothing");
    }

    /// Where the numbers came from, so that anyone can draw them again.
    static String origin(@Nullable Decision decision) {
        return decision == null || decision.rolls().isEmpty() ? ""
                : "Law " + decision.law().wire() + ", seed " + decision.seed() + ", session key " + decision.drawKey();
    }

    static List<Row> rows(@Nullable Decision decision) {
        return decision == null ? List.of() : decision.rolls().stream().map(Dice::row).toList();
    }

    private static Row row(Roll roll) {
        var factors = roll.factors().stream()
                .map(f -> f.name() + " x" + String.format(Locale.ROOT, "%.2f", f.ppm() / 1e6).replaceAll("0$", ""))
                .collect(Collectors.joining(", "));
        return new Row(roll.mode(), Percent.of(roll.set()), factors, Percent.of(roll.effective()),
                Percent.draw(roll.draw()), roll.hit(), roll.purpose());
    }
}
