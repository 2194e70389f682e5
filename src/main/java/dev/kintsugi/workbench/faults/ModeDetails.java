package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Neighbours;
import dev.kintsugi.workbench.kit.Prose;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a mode is, its own parameters, and what others call it.
final class ModeDetails extends VBox {
    private final List<ParameterField> fields;

    ModeDetails(FailureMode mode, FaultsModel model) {
        getStyleClass().add("mode-details");
        var neighbours = Neighbours.of(mode);
        fields = Modes.parameters(mode).stream().map(p -> new ParameterField(mode, p, model)).toList();
        getChildren().add(words(neighbours.explanation()));
        getChildren().addAll(fields);
        getChildren().add(words("MAST: " + list(neighbours.mast())));
        getChildren().add(words("Dev Proxy: " + list(neighbours.devProxy())));
    }

    void refresh() { fields.forEach(ParameterField::refresh); }

    private static String list(List<String> names) { return names.isEmpty() ? "none" : String.join(", ", names); }

    private static Label words(String text) {
        var label = new Label(text);
        Prose.wrap(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
