package dev.kintsugi.workbench.inspector;

import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Looks into the selected turn.
public final class InspectorView extends View {
    private final Desk desk;
    private final InspectorModel model;
    private final Map<Segment, View> parts = new EnumMap<>(Segment.class);
    private final Segments<Segment> segments = new Segments<>(List.of(Segment.values()), Segment::title);
    private final Label title = new Label();
    private final BorderPane pane = new BorderPane();
    private final Label empty = new Label("Pick a turn to look into it.");

    /// @param lines    gives events as they stand in the log
    /// @param circuits the breakers' states of the session, by name
    public InspectorView(Desk desk, InspectorModel model, Lines lines, Supplier<Map<String, String>> circuits) {
        this.desk = desk;
        this.model = model;
        parts.put(Segment.DIFF, new DiffView(model, desk));
        parts.put(Segment.RECOVERY, new RecoveryView(desk, circuits));
        parts.put(Segment.CHARTS, new ChartsView(desk));
        parts.put(Segment.RAW, new RawView(desk, lines));
    }

    @Override
    protected Parent build() {
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        empty.getStyleClass().add("muted");
        segments.setMinWidth(Region.USE_PREF_SIZE);
        var head = new HBox(title, segments);
        head.getStyleClass().add("feature-head");
        pane.setTop(head);
        pane.getStyleClass().add("inspector");
        return pane;
    }

    @Override
    protected void opened() {
        hold(model.follow());
        segments.chosen().bindBidirectional(model.segment());
        hold(() -> segments.chosen().unbindBidirectional(model.segment()));
        listen(model.segment(), _ -> show());
        listen(desk.bench().selected(), turn -> {
            title.setText(turn == null ? "NO TURN" : "TURN " + turn.number());
            show();
        });
    }

    @Override
    protected void closed() { parts.values().forEach(View::close); }

    private void show() {
        var segment = model.segment().get();
        var nothing = model.turn() == null && segment != Segment.CHARTS;
        var part = parts.get(segment);
        parts.values().stream().filter(p -> p != part || nothing).forEach(View::close);
        if (part != null && !nothing) {
            part.open();
        }
        pane.setCenter(nothing || part == null ? empty : part.node());
    }

    /// What can be asked of it from anywhere.
    ///
    /// @param show brings it up
    public Action[] actions(Runnable show) {
        var none = Blocked.unless(desk.bench().selected().map(_ -> true).orElse(false), "No turn is selected");
        return new Action[]{
                Action.of("inspector.next", "Go to the next change").group("Inspector").icon(Feather.CHEVRON_DOWN)
                        .key("F7").blocked(none).run(() -> step(show, 1)),
                Action.of("inspector.previous", "Go to the previous change").group("Inspector")
                        .icon(Feather.CHEVRON_UP).key("Shift+F7").blocked(none).run(() -> step(show, -1)),
                Action.of("inspector.mending", "Compare what broke with what was delivered").group("Inspector")
                        .icon(Feather.COLUMNS).blocked(none).run(() -> {
                            show.run();
                            model.showMending();
                        }),
                to(show, Segment.DIFF), to(show, Segment.RECOVERY), to(show, Segment.CHARTS), to(show, Segment.RAW)};
    }

    private void step(Runnable show, int by) {
        show.run();
        model.step(by);
    }

    private Action to(Runnable show, Segment segment) {
        return Action.of("inspector." + segment.title().toLowerCase(Locale.ROOT),
                "Inspector: " + segment.title()).group("Inspector").run(() -> {
                    show.run();
                    model.segment().set(segment);
                });
    }
}
