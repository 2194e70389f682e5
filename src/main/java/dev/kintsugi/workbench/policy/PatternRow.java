package dev.kintsugi.workbench.policy;

import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.workbench.kit.Switch;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A pattern in the order: a handle to drag, its name, its switch. Space turns it on or off, Enter shows its settings.
final class PatternRow extends HBox {
    private static final String DROP_ABOVE = "drop-above";
    private static final String DROP_BELOW = "drop-below";

    private final PolicyModel model;
    private final String pattern;
    private final Label number = new Label();
    private final Label name = new Label();
    private final Switch on;
    private boolean showing;

    PatternRow(PolicyModel model, String pattern) {
        this.model = model;
        this.pattern = pattern;
        this.on = new Switch(pattern + " on or off");
        setId("pattern-" + pattern.replace(' ', '-'));
        getStyleClass().add("pattern-row");
        setAlignment(Pos.CENTER_LEFT);
        number.getStyleClass().addAll("number", "muted", "pattern-number");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var handle = FontIcon.of(Feather.MORE_VERTICAL);
        handle.getStyleClass().add("icon-muted");
        on.setFocusTraversable(false);
        on.selectedProperty().subscribe((_, now) -> {
            if (!showing) {
                model.turn(pattern, now);
            }
        });
        getChildren().addAll(handle, number, name, gap, on);
        setOnMousePressed(event -> {
            choose();
            event.consume(); // or what scrolls the rows would take the focus
        });
        focusedProperty().subscribe(now -> {
            if (now) {
                model.selected().set(pattern);
            }
        });
        setOnKeyPressed(this::key);
        drag();
    }

    private void choose() {
        requestFocus();
        model.selected().set(pattern);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            model.turn(pattern, !on.isSelected());
            event.consume();
        }
    }

    /// Within the window the mouse alone does: what the system would carry from window to window is not needed.
    private void drag() {
        setOnDragDetected(event -> {
            startFullDrag();
            setCursor(Cursor.CLOSED_HAND);
            event.consume();
        });
        setOnMouseReleased(_ -> setCursor(null));
        setOnMouseDragEntered(_ -> {
            var from = dragged();
            if (from != place()) {
                getStyleClass().add(from > place() ? DROP_ABOVE : DROP_BELOW);
            }
        });
        setOnMouseDragExited(_ -> getStyleClass().removeAll(DROP_ABOVE, DROP_BELOW));
        setOnMouseDragReleased(event -> {
            model.move(model.selected().get(), place());
            event.consume();
        });
    }

    /// What was pressed is what is selected.
    private int dragged() { return model.draft().get().at(model.selected().get()); }

    /// Its index among all, what is off included.
    private int place() { return model.draft().get().at(pattern); }

    String pattern() { return pattern; }

    /// The tab key finds the one that is selected, the arrows the others: a focus that gets lost changes no choice.
    ///
    /// @param place its number among those that are on, 0 when it is off
    void show(Pattern now, int place, boolean selected) {
        showing = true;
        number.setText(place == 0 ? "" : Integer.toString(place));
        name.setText(now.printed());
        on.setSelected(place > 0);
        showing = false;
        setFocusTraversable(selected);
        getStyleClass().removeAll("pattern-selected", "pattern-off");
        if (selected) {
            getStyleClass().add("pattern-selected");
        }
        if (place == 0) {
            getStyleClass().add("pattern-off");
        }
        setAccessibleText(now.printed() + (place == 0 ? ", off" : ", place " + place + " from the outside"));
    }
}
