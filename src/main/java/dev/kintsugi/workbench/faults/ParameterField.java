package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Parameter;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
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
    private Runnable refresh = () -> {};
    private boolean showing;

    ParameterField(FailureMode mode, Parameter parameter, FaultsModel model) {
        this.mode = mode;
        this.parameter = parameter;
        this.model = model;
        getStyleClass().add("parameter");
        trouble.getStyleClass().addAll("danger-text", "small");
        Prose.wrap(trouble);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        var name = words(parameter.title(), "small");
        if (parameter.kind() == Parameter.Kind.LIST) {
            getChildren().addAll(name, parameter.choices().isEmpty() ? text("parameter-list") : boxes());
        } else {
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var editor = parameter.kind() == Parameter.Kind.CHOICE ? choice() : text("parameter-editor");
            var row = new HBox(name, gap, editor, words(parameter.unit(), "muted", "small"));
            row.getStyleClass().add("mode-row");
            getChildren().add(row);
        }
        getChildren().add(trouble);
        say("");
        refresh();
    }

    private static Label words(String text, String... classes) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    private ComboBox<String> choice() {
        var box = new ComboBox<>(FXCollections.observableArrayList(parameter.choices()));
        box.getStyleClass().addAll("small", "parameter-editor");
        box.setOnAction(_ -> put(box.getValue()));
        explain(box);
        refresh = () -> box.setValue(value());
        return box;
    }

    private TextField text(String style) {
        var field = new TextField();
        field.getStyleClass().addAll("small", "mono", style);
        field.setOnAction(_ -> put(field.getText()));
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                put(field.getText());
            }
        });
        explain(field);
        refresh = () -> {
            if (!field.isFocused() && !field.getText().equals(value())) {
                field.setText(value());
                say("");
            }
        };
        return field;
    }

    /// One box for each word that can stand in the list.
    private VBox boxes() {
        var boxes = new VBox();
        boxes.getStyleClass().add("parameter-boxes");
        var chosen = new LinkedHashMap<String, CheckBox>();
        for (var choice : parameter.choices()) {
            var box = new CheckBox(choice.replace('_', ' '));
            box.getStyleClass().add("small");
            box.setOnAction(_ -> {
                put(chosen.entrySet().stream().filter(e -> e.getValue().isSelected()).map(Map.Entry::getKey)
                        .collect(Collectors.joining(",")));
                refresh();
            });
            explain(box);
            chosen.put(choice, box);
            boxes.getChildren().add(box);
        }
        refresh = () -> {
            var on = List.of(value().split("\\s*,\\s*"));
            chosen.forEach((choice, box) -> box.setSelected(on.contains(choice)));
        };
        return boxes;
    }

    private void explain(Control editor) {
        editor.setAccessibleText(editor instanceof CheckBox box
                ? parameter.title() + ": " + box.getText()
                : parameter.title());
        Tips.on(editor, parameter.note() + " (" + parameter.allowed() + ")");
    }

    private String value() { return model.parameter(mode, parameter.name()); }

    private void put(String value) {
        if (showing || value == null) {
            return;
        }
        try {
            model.parameter(mode, parameter.name(), value.strip());
            say("");
        } catch (Problem problem) {
            say("Not that: " + problem.why() + ".");
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
