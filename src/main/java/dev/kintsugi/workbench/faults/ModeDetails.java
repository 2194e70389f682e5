package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Neighbours;
import dev.kintsugi.workbench.kit.Prose;
import java.util.List;
import javafx.scene.layout.VBox;

/// What a mode is, its own parameters, and what others call it.
final class ModeDetails extends VBox {
    private final List<ParameterField> fields;

    ModeDetails(FailureMode mode, FaultsModel model) {
        getStyleClass().add("mode-details");
        var neighbours = Neighbours.of(mode);
        fields = Modes.parameters(mode).stream().map(p -> new ParameterField(mode, p, model)).toList();
        getChildren().add(Prose.words(neighbours.explanation(), "muted", "small"));
        getChildren().addAll(fields);
        getChildren().add(Prose.words("MAST: " + list(neighbours.mast()), "muted", "small"));
        getChildren().add(Prose.words("Dev Proxy: " + list(neighbours.devProxy()), "muted", "small"));
    }

    void refresh() { fields.forEach(ParameterField::refresh); }

    private static String list(List<String> names) { return names.isEmpty() ? "none" : String.join(", ", names); }
}
