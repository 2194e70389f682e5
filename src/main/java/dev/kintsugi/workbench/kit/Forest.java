package dev.kintsugi.workbench.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Values with their intervals, one under the other on the same scale.
public final class Forest extends VBox {
    /// Room, in widths of text, from which on name, line and numbers stand beside each other.
    private static final double BESIDE = 52;

    private final Appearance looks;
    private Chart chart = new Chart(Track.Scale.SHARE, at -> "", List.of());
    private boolean beside;

    /// One value.
    ///
    /// @param words the same in numbers
    public record Row(String name, @Nullable Track track, String words) {}

    /// @param tick how a place of the scale is written
    public record Chart(Track.Scale scale, DoubleFunction<String> tick, List<Row> rows) {}

    public Forest(Appearance looks) {
        this.looks = looks;
        getStyleClass().add("forest");
        widthProperty().subscribe((_, _) -> {
            if (beside != fits()) {
                AfterLayout.run(this, this::fit);
            }
        });
    }

    private void fit() {
        if (beside != fits()) {
            lay();
        }
    }

    private boolean fits() { return looks.room(getWidth()) >= BESIDE; }

    public void show(Chart now) {
        chart = now;
        lay();
    }

    private void lay() {
        beside = fits();
        var grid = new GridPane();
        grid.getStyleClass().add("forest-grid");
        var at = 0;
        if (beside) {
            grid.add(axis(), 1, at++);
        }
        for (var row : chart.rows()) {
            if (beside) {
                grid.addRow(at++, name(row), track(row), words(row));
            } else {
                grid.addRow(at++, name(row), words(row));
                grid.add(track(row), 0, at++, 2, 1);
            }
        }
        if (!beside && !chart.rows().isEmpty()) {
            grid.add(axis(), 0, at, 2, 1);
        }
        getChildren().setAll(grid);
    }

    private static Label name(Row row) {
        var name = Prose.words(row.name(), "forest-name");
        GridPane.setHgrow(name, Priority.SOMETIMES);
        return name;
    }

    private static Node track(Row row) {
        var track = row.track();
        var line = track == null ? new Label("no data") : track;
        if (track == null) {
            line.getStyleClass().addAll("muted", "small");
        }
        line.setAccessibleText(row.name() + ": " + row.words());
        // It may have been laid out before, over other columns.
        GridPane.clearConstraints(line);
        GridPane.setHgrow(line, Priority.ALWAYS);
        return line;
    }

    private static Label words(Row row) {
        var words = new Label(row.track() == null ? "" : row.words());
        words.getStyleClass().add("number");
        words.setMinWidth(USE_PREF_SIZE);
        GridPane.setHalignment(words, HPos.RIGHT);
        return words;
    }

    /// Its ends and its middle, each where it belongs.
    private Node axis() {
        var scale = chart.scale();
        var parts = new ArrayList<Node>();
        for (var share : new double[]{0, 0.5, 1}) {
            var tick = new Label(chart.tick().apply(scale.from() + share * (scale.to() - scale.from())));
            tick.getStyleClass().addAll("muted", "tiny");
            tick.setMinWidth(USE_PREF_SIZE);
            if (share > 0) {
                var gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                parts.add(gap);
            }
            parts.add(tick);
        }
        var axis = new HBox(parts.toArray(Node[]::new));
        axis.setAlignment(Pos.BOTTOM_LEFT);
        return axis;
    }
}
