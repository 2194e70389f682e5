package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Parameter;
import dev.kintsugi.workbench.kit.Tips;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Edits one parameter of a mode; a value that makes no sense is refused with its reason and the old one stays.
final class ParameterField extends VBox {
    private final FailureMode mode;
    private final Parameter parameter;
    private final FaultsModel model;
    private final Label trouble = new Label();
    private final Runnable refresh;
    private boolean showing;

    ParameterField(FailureMode mode, Parameter parameter, FaultsModel model) {
        this.mode = mode;
        this.parameter = parameter;
        this.model = model;
        getStyleClass().add("parameter");
        var name = new Label(parameter.title());
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.getStyleClass().add("small");
        var unit = new Label(parameter.unit());
        unit.getStyleClass().addAll("muted", "small");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        trouble.getStyleClass().addAll("danger-text", "small");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        Control editor;
        if (parameter.kind() == Parameter.Kind.CHOICE) {
            var box = choice();
            editor = box;
            refresh = () -> box.setValue(model.parameter(mode, parameter.name()));
        } else {
            var field = text();
            editor = field;
            refresh = () -> {
                if (!field.isFocused()) {
                    field.setText(model.parameter(mode, parameter.name()));
                }
            };
        }
        editor.setAccessibleText(parameter.title());
        Tips.on(editor, parameter.note() + " (" + parameter.allowed() + ")");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(name, gap, editor, unit);
        row.getStyleClass().add("mode-row");
        getChildren().addAll(row, trouble);
        say("");
        refresh();
    }

    private ComboBox<String> choice() {
        var box = new ComboBox<>(FXCollections.observableArrayList(parameter.choices()));
        box.getStyleClass().addAll("small", "parameter-editor");
        box.setOnAction(_ -> put(box.getValue()));
        return box;
    }

    private TextField text() {
        var field = new TextField();
        field.getStyleClass().addAll("small", "mono",
                parameter.kind() == Parameter.Kind.LIST ? "parameter-list" : "parameter-editor");
        field.setOnAction(_ -> put(field.getText()));
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                put(field.getText());
            }
        });
        return field;
    }

    private void put(String value) {
        if (showing || value == null) {
            return;
        }
        try {
            model.parameter(mode, parameter.name(), value.strip());
            say("");
        } catch (Problem problem) {
            say(problem.what() + ": " + problem.why() + ".");
        }
    }

    private void say(String words) {
        trouble.setText(words);
        trouble.setVisible(!words.isEmpty());
        trouble.setManaged(!words.isEmpty());
    }

    void refresh() {
        showing = true;
        refresh.run();
        showing = false;
    }
}
