package dev.kintsugi.workbench.matrix;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.trial.TrialPlan;
import dev.kintsugi.report.score.Confusion;
import dev.kintsugi.report.score.Method;
import dev.kintsugi.report.score.Score;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The scores of one domain: the detectors beside the simple methods, then the detectors mode by mode.
final class ScoreCard extends VBox {
    private final GridPane table = new GridPane();
    private int row;

    ScoreCard(String domain, Score score) {
        var title = Prose.words(Words.capital(domain)
                + (domain.equals(TrialPlan.HELD_OUT) ? ", held out when they were tuned" : "") + ", scripted model, "
                + score.clean() + " clean turns", "settings-heading");
        table.getStyleClass().add("figure-table");
        heads();
        for (var method : Method.values()) {
            line(words(method), score.confusion(method), "strong");
        }
        part("The detectors, mode by mode");
        for (var mode : score.modes()) {
            line(words(mode), score.confusion(Method.DETECTORS, mode), "muted");
        }
        getChildren().addAll(title, table);
        getStyleClass().addAll("card", "gap-8");
    }

    private void heads() {
        var names = List.of("precision", "recall", "false alarms", "F1", "MCC");
        for (int i = 0; i < names.size(); i++) {
            cell(i + 1, names.get(i), "muted");
        }
        row++;
    }

    private void part(String words) {
        var label = new Label(words);
        label.getStyleClass().addAll("muted", "small");
        table.add(label, 0, row++, GridPane.REMAINING, 1);
    }

    private static String words(Method method) {
        return switch (method) {
            case DETECTORS -> "the detectors";
            case EVERYTHING -> "flag everything";
            case KEYWORDS -> "suspicious words";
        };
    }

    private static String words(FailureMode mode) { return Words.named(mode); }

    private void line(String name, Confusion c, String style) {
        var title = new Label(name);
        title.getStyleClass().add(style);
        title.setMinWidth(Region.USE_PREF_SIZE);
        table.add(title, 0, row);
        cell(1, Shares.rate(c.precision()), "number");
        cell(2, Shares.rate(c.recall()), "number");
        cell(3, Shares.rate(c.falseAlarms()), "number");
        cell(4, c.f1().isEmpty() ? "no data" : number(c.f1().getAsDouble()), "number");
        cell(5, c.mcc().isEmpty() ? "no data" : number(c.mcc().getAsDouble()), "number");
        row++;
    }

    private void cell(int column, String words, String style) {
        var cell = new Label(words);
        cell.getStyleClass().add(style);
        cell.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHalignment(cell, HPos.RIGHT);
        table.add(cell, column, row);
    }

    private static String number(double value) { return String.format(Locale.ROOT, "%.2f", value); }
}
