package dev.kintsugi.workbench.kit;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A number with its name, and for a rate its count and interval. Without data it says "no data", never 0 %.
public final class Tile extends VBox {
    private final Label value = new Label("no data");
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
        note.setText(remark);
    }

    /// `k` of `n` with the interval's bounds, each 0 to 1; "no data" when `n` is 0.
    public void rate(int k, int n, double low, double high) {
        if (!explained) {
            explained = true;
            Tips.on(note, "How many of how many, and between which percentages the rate lies (Wilson, 95 %)");
        }
        if (n == 0) {
            noData();
        } else {
            show(percent((double) k / n) + " %", k + " / " + n + "  (" + percent(low) + "\u2013" + percent(high) + ")");
        }
    }

    public void noData() { show("no data", ""); }

    private static long percent(double share) { return Math.round(share * 100); }
}
