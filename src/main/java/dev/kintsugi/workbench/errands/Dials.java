package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What is to go wrong, as it was typed, and the plan that follows from it. Knows no control. On the FX thread only.
final class Dials {
    private final StringProperty toxicChance = new SimpleStringProperty("");
    private final StringProperty errorChance = new SimpleStringProperty("");
    private final StringProperty toxic = new SimpleStringProperty("");
    private final StringProperty toolAgain = new SimpleStringProperty("");
    private final StringProperty promptAgain = new SimpleStringProperty("");
    private final StringProperty patience = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable ErrandsPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
    private boolean filling;

    /// How much goes wrong, as one choice.
    enum Weather {
        CALM("Nothing goes wrong", "0"), USUAL("Now and then, 10\u00a0%", "10"), ROUGH("Often, 40\u00a0%", "40");

        private final String title;
        private final String percent;

        Weather(String title, String percent) {
            this.title = title;
            this.percent = percent;
        }

        String title() { return title; }
    }

    /// @param usual what the surroundings say; may throw a [Problem], which is told until something is typed
    Dials(Supplier<ErrandsPlan> usual) {
        List.of(toxicChance, errorChance, toxic, toolAgain, promptAgain, patience)
                .forEach(text -> text.subscribe((_, _) -> read()));
        try {
            fill(usual.get());
        } catch (Problem wrong) {
            fill(ErrandsPlan.DEFAULT);
            plan.set(null);
            trouble.set(wrong);
        }
    }

    private void fill(ErrandsPlan from) {
        filling = true;
        toxicChance.set(percent(from.toxicProb().ppm()));
        errorChance.set(percent(from.errorProb().ppm()));
        toxic.set(from.toxic().type());
        toolAgain.set(Integer.toString(from.toolLimit()));
        promptAgain.set(Integer.toString(from.promptLimit()));
        patience.set(BigDecimal.valueOf(from.patience().toMillis(), 3).stripTrailingZeros().toPlainString());
        filling = false;
        read();
    }

    private static String percent(int ppm) { return Words.percent(ppm).replace(Shares.PERCENT, ""); }

    /// Sets both chances.
    void weather(Weather weather) {
        filling = true;
        toxicChance.set(weather.percent);
        errorChance.set(weather.percent);
        filling = false;
        read();
    }

    /// Whether both chances are as that choice sets them.
    boolean is(Weather weather) {
        return toxicChance.get().equals(weather.percent) && errorChance.get().equals(weather.percent);
    }

    private void read() {
        if (filling) {
            return;
        }
        try {
            plan.set(new ErrandsPlan(Typed.percent("The chance of a toxic", toxicChance.get()),
                    Typed.percent("The chance of a simulated error", errorChance.get()),
                    Typed.limit("How often a tool is tried again", toolAgain.get()),
                    Typed.limit("How often a prompt is sent again", promptAgain.get()),
                    ErrandsPlan.toxic(toxic.get()), Typed.seconds("How long a tool waits", patience.get())));
            trouble.set(null);
        } catch (Problem wrong) {
            plan.set(null);
            trouble.set(wrong);
        }
    }

    /// In percent.
    StringProperty toxicChance() { return toxicChance; }

    /// In percent.
    StringProperty errorChance() { return errorChance; }

    /// The type of the toxic.
    StringProperty toxic() { return toxic; }

    StringProperty toolAgain() { return toolAgain; }

    StringProperty promptAgain() { return promptAgain; }

    /// In seconds.
    StringProperty patience() { return patience; }

    /// Absent while what was typed makes none.
    ReadOnlyObjectProperty<@Nullable ErrandsPlan> plan() { return plan.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<@Nullable Problem> trouble() { return trouble.getReadOnlyProperty(); }
}
