package dev.kintsugi.workbench.settings;

import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Which value every setting has, and who said so.
final class OriginSection extends View {
    private final Desk desk;
    private final List<Origin> origins;
    private final LabSettings atStart;
    private final GridPane rows = new GridPane();

    OriginSection(Desk desk, List<Origin> origins) {
        this.desk = desk;
        this.origins = origins;
        this.atStart = desk.lab().settings().get();
    }

    @Override
    protected Parent build() {
        var section = new Section("Where the values come from",
                "The command line wins over the environment, that over what was saved, and that over the default. What "
                        + "the command line or the environment says holds for this run and is never saved.");
        rows.getStyleClass().add("origins");
        section.add(rows);
        return section;
    }

    @Override
    protected void opened() { listen(desk.lab().settings(), this::show); }

    private void show(LabSettings now) {
        rows.getChildren().clear();
        for (int i = 0; i < origins.size(); i++) {
            var origin = origins.get(i);
            var value = origin.value().apply(now);
            var changed = !value.equals(origin.value().apply(atStart));
            rows.addRow(i, word(origin.name()), wide(value), word(changed ? "changed here" : origin.from(), "muted"));
        }
    }

    private static Label word(String text, String... styles) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// An address may be long: it has all the room that is left, and more lines if it needs them.
    private static Label wide(String text) {
        var label = Prose.words(text, "mono");
        label.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(label, Priority.ALWAYS);
        return label;
    }
}
