package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Everything about recovery that is larger than one turn, in four parts.
final class RecoveryScreen extends View {
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.POLICY);
    private final Map<Part, View> views = new EnumMap<>(Part.class);
    private final Segments<Part> segments = new Segments<>(List.of(Part.values()), Part::title);
    private final BorderPane screen = new BorderPane();

    /// The parts of the screen.
    enum Part {
        POLICY("Policy"), HEALTH("Health"), MATRIX("Matrix"), DETECTORS("Detectors");

        private final String title;

        Part(String title) { this.title = title; }

        String title() { return title; }
    }

    RecoveryScreen(View policy, View health, View matrix, View detectors) {
        views.put(Part.POLICY, policy);
        views.put(Part.HEALTH, health);
        views.put(Part.MATRIX, matrix);
        views.put(Part.DETECTORS, detectors);
    }

    /// Actions that lead to each part.
    static Action[] actions(ObjectProperty<Part> part, Runnable toScreen) {
        return List.of(Part.values()).stream()
                .map(p -> Action.of("recovery." + p.title().toLowerCase(Locale.ROOT),
                        "Recovery: " + p.title().toLowerCase(Locale.ROOT)).group("Recovery").run(() -> {
                            part.set(p);
                            toScreen.run();
                        }))
                .toArray(Action[]::new);
    }

    /// Which part is shown.
    ObjectProperty<Part> part() { return part; }

    @Override
    protected Parent build() {
        var title = new Label("Recovery");
        title.getStyleClass().add("screen-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        segments.chosen().bindBidirectional(part);
        var head = new HBox(title, segments);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("gap-12", "recovery-head");
        screen.setTop(head);
        screen.getStyleClass().add("screen");
        return screen;
    }

    @Override
    protected void opened() { listen(part, this::show); }

    @Override
    protected void closed() { views.values().forEach(View::close); }

    private void show(Part now) {
        views.forEach((other, view) -> {
            if (other != now) {
                view.close();
            }
        });
        var view = views.get(now);
        if (view != null) {
            screen.setCenter(view.node());
            view.open();
        }
    }
}
