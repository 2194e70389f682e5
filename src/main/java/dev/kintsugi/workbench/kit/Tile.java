package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A number with its name, and for a rate its count and interval. Without data it says "no data", never 0 %.
public final class Tile extends VBox {
    /// No line ends in it.
    private static final Pattern INTERVAL = Pattern.compile("\\([^()]*\\)");

    private final Label value = new Label(Shares.NO_DATA);
    private final Label note = new Label();
    private boolean explained;

    public Tile(String name) {
        var title = new Label(name);
        title.getStyleClass().add("muted");
        value.getStyleClass().add("tile-value");
        Prose.wrap(title);
        title.setMinHeight(USE_PREF_SIZE);
        Prose.wrap(note);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().addAll("muted", "tile-note");
        getStyleClass().add("tile");
        getChildren().addAll(value, note, title);
        setFocusTraversable(false);
        accessibleTextProperty().bind(Bindings.concat(name, ": ", value.textProperty(), " ",
                note.textProperty()));
    }

    /// A plain number with its unit, e.g. `1.9 s`.
    public void show(String number, String remark) {
        value.setText(number);
        note.setText(INTERVAL.matcher(remark).replaceAll(whole -> whole.group().replace(' ', '\u00a0')));
    }

    /// A share with what it is of; "no data" without data.
    public void rate(Rate rate) {
        if (!explained) {
            explained = true;
            Tips.on(note,
                    "How many of how many, and between which percentages the rate lies (Wilson, 95\u00a0%)");
        }
        show(Shares.percent(rate), Shares.below(rate));
    }

    public void noData() { show(Shares.NO_DATA, ""); }
}
