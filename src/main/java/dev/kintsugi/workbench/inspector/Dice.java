package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.report.story.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a turn was touched or left alone, in words and as a table of rolls. Stateless.
final class Dice {
    /// One roll as a row. Immutable.
    record Row(Failure mode, String set, String factors, String effective, String draw, boolean hit,
            String purpose) {}

    private Dice() {}

    static String why(@Nullable Decision decision) {
        return decision == null
                ? "Nothing was decided: the turn did not get that far."
                : decision.injected().map(m -> "Injected " + m.title() + ": ").orElse("Left alone: ")
                        + Words.why(decision) + ".";
    }

    /// Where the numbers came from, so that anyone can draw them again.
    static String origin(@Nullable Decision decision) {
        return decision == null || decision.rolls().isEmpty()
                ? ""
                : "Law " + decision.law().wire() + ", seed " + decision.seed() + ", session key " + decision.drawKey();
    }

    static List<Row> rows(@Nullable Decision decision) {
        return decision == null ? List.of() : decision.rolls().stream().map(Dice::row).toList();
    }

    private static Row row(Roll roll) {
        var factors = roll.factors().stream()
                .map(f -> f.name() + " x" + String.format(Locale.ROOT, "%.2f", f.ppm() / 1e6).replaceAll("0$", ""))
                .collect(Collectors.joining(", "));
        return new Row(roll.mode(), Words.percent(roll.set()), factors, Words.percent(roll.effective()),
                Words.draw(roll.draw()), roll.hit(), roll.purpose());
    }
}
