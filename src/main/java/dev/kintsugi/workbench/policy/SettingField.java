package dev.kintsugi.workbench.policy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One setting as a name and a field. What cannot be is told below the field, and the setting stays as it was.
final class SettingField extends VBox {
    private final Consumer<String> put;
    private final Label trouble = new Label();
    private String shown;

    /// @param choices the values there are; empty for a field to type into
    /// @param usual   the default
    /// @param put     takes a value, or throws a [Problem]
    SettingField(String name, String value, List<String> choices, String allowed, String usual, String note,
            Consumer<String> put) {
        this.put = put;
        this.shown = value;
        getStyleClass().add("parameter");
        var label = new Label(name);
        label.getStyleClass().add("mono");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Control editor = choices.isEmpty() ? text(value) : choice(value, choices);
        editor.setAccessibleText(name);
        editor.setId("setting-" + name);
        label.setLabelFor(editor);
        Tips.on(editor, note + " " + allowed);
        var row = new HBox(label, gap, editor);
        row.setAlignment(Pos.CENTER_LEFT);
        var words = new Label(note + " Default " + (usual.isEmpty() ? "none" : usual) + "; " + allowed + ".");
        Prose.wrap(words);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "small");
        Prose.wrap(trouble);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.getStyleClass().addAll("danger-text", "small");
        getChildren().addAll(row, words, trouble);
        say("");
    }

    private Control text(String value) {
        var field = new TextField(value);
        field.getStyleClass().addAll("small", "mono", "parameter-editor");
        field.setOnAction(_ -> put(field.getText()));
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                put(field.getText());
            }
        });
        return field;
    }

    private Control choice(String value, List<String> choices) {
        var box = new ComboBox<>(FXCollections.observableArrayList(choices));
        box.setValue(value);
        box.getStyleClass().addAll("small", "parameter-editor");
        box.setOnAction(_ -> put(box.getValue()));
        return box;
    }

    private void put(String value) {
        if (value.strip().equals(shown)) {
            say("");
            return;
        }
        try {
            put.accept(value);
            shown = value.strip();
            say("");
        } catch (Problem e) {
            say(Words.capital(e.why()) + ". It stays " + (shown.isEmpty() ? "empty" : shown) + ".");
        }
    }

    private void say(String words) {
        trouble.setText(words);
        trouble.setVisible(!words.isEmpty());
        trouble.setManaged(!words.isEmpty());
    }
}
