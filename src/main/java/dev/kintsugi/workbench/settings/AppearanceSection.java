package dev.kintsugi.workbench.settings;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Appearance.Motion;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;

/// How the window looks, and how long simulated delays take.
final class AppearanceSection extends View {
    private final Desk desk;
    private final Segments<Theme> theme = new Segments<>(List.of(Theme.values()), Theme::words);
    private final Slider zoom = new Slider(Appearance.LEAST_ZOOM, Appearance.MOST_ZOOM, 100);
    private final Label percent = new Label();
    private final Segments<Motion> motion = new Segments<>(List.of(Motion.values()), Motion::words);
    private final Segments<Integer> scale = new Segments<>(List.of(1, 10, ConversationClock.INSTANT),
            AppearanceSection::pace);

    AppearanceSection(Desk desk) { this.desk = desk; }

    private static String pace(int divisor) {
        return divisor == ConversationClock.INSTANT
                ? "Instant"
                : divisor == 1 ? "As in life" : divisor + " times faster";
    }

    @Override
    protected Parent build() {
        var section = new Section("Appearance", "Kept on this machine.");
        section.row("Theme", theme);
        zoom.setBlockIncrement(10);
        zoom.setMajorTickUnit(10);
        zoom.setMinorTickCount(0);
        zoom.setSnapToTicks(true);
        zoom.setAccessibleText("Zoom in percent");
        percent.getStyleClass().addAll("mono", "settings-percent");
        var row = new HBox(zoom, percent);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-8");
        section.row("Zoom", row);
        section.row("Motion", motion);
        section.add(Prose.words("Reduced: nothing slides or runs back and forth. System: as this computer is set.",
                "muted"));
        section.row("Simulated delays", scale);
        section.add(Prose.words(
                "Faster delays change how long you wait, never what is decided: lab time counts in full.", "muted"));
        return section;
    }

    @Override
    protected void opened() {
        var looks = desk.appearance();
        theme.chosen().bindBidirectional(looks.theme());
        motion.chosen().bindBidirectional(looks.motion());
        listen(looks.zoom(), now -> {
            percent.setText(now.intValue() + Shares.PERCENT);
            zoom.setValue(now.intValue());
        });
        // A zoom while the slider is dragged would move it away under the hand.
        hold(zoom.valueChangingProperty().subscribe(this::takeZoom));
        hold(zoom.valueProperty().subscribe(this::takeZoom));
        listen(desk.lab().settings(), now -> scale.chosen().set(now.timeScale()));
        hold(scale.chosen().subscribe(this::takeScale));
    }

    @Override
    protected void closed() {
        theme.chosen().unbindBidirectional(desk.appearance().theme());
        motion.chosen().unbindBidirectional(desk.appearance().motion());
    }

    private void takeZoom() {
        if (!zoom.isValueChanging()) {
            desk.appearance().zoomTo((int) Math.round(zoom.getValue()));
        }
    }

    private void takeScale() {
        int chosen = scale.chosen().get();
        if (desk.lab().settings().get().timeScale() != chosen) {
            desk.lab().change("pace", "Change the pace of delays", now -> now.withTimeScale(chosen));
            desk.undo().seal();
        }
    }
}
