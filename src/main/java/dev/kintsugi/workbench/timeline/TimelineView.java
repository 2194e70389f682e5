package dev.kintsugi.workbench.timeline;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.View;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The session as lanes of marks on which a turn can be picked.
public final class TimelineView extends View {
    private static final double STEP = 1.5;

    private final Desk desk;
    private final TimelineModel model;
    private final Runnable hide;
    private final LaneCanvas lanes;
    private final ScrollBar bar = new ScrollBar();
    private boolean moving;

    /// @param hide hides the timeline
    public TimelineView(Desk desk, TimelineModel model, Runnable hide) {
        this.desk = desk;
        this.model = model;
        this.hide = hide;
        lanes = new LaneCanvas(model);
    }

    @Override
    protected Parent build() {
        var title = new Label("TIMELINE");
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, key(Mark.INJECTED), key(Mark.DETECTED), key(Mark.RECOVERED), key(Mark.SOFTENED),
                key(Mark.LOST), gap, Buttons.icon(Feather.ZOOM_IN, "Zoom in", () -> zoom(STEP)),
                Buttons.icon(Feather.ZOOM_OUT, "Zoom out", () -> zoom(1 / STEP)),
                Buttons.icon(Feather.MAXIMIZE_2, "Show the whole session", model::whole),
                Buttons.icon(Feather.CHEVRON_DOWN, hiding(), hide));
        head.getStyleClass().add("feature-head");
        lanes.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        bar.valueProperty().subscribe(to -> {
            if (!moving) {
                model.scroll(to.doubleValue() - model.scale().get().first());
            }
        });
        var all = new VBox(head, lanes, bar);
        all.getStyleClass().add("timeline");
        // Its lanes are as high as they are: room beyond that is the conversation's.
        all.setMaxHeight(Region.USE_PREF_SIZE);
        return all;
    }

    private String hiding() {
        return "Hide the timeline"
                + desk.actions().find("view.timeline").map(action -> "  (" + action.keyText() + ")").orElse("");
    }

    private static Node key(Mark mark) {
        var words = new Label(MarkIcon.words(mark), new MarkIcon(mark));
        words.getStyleClass().addAll("muted", "small");
        words.setMinWidth(Region.USE_PREF_SIZE);
        return words;
    }

    @Override
    protected void opened() {
        hold(model.follow());
        hold(lanes.follow());
        listen(model.scale(), this::scaled);
        listen(desk.bench().turn(), _ -> lanes.redraw());
        hold(desk.bench().turns().subscribe(lanes::redraw));
    }

    private void scaled(Scale scale) {
        moving = true;
        var seen = scale.width() / scale.perTurn();
        bar.setMax(Math.max(0, scale.count() - seen));
        bar.setVisibleAmount(scale.count() == 0 ? 1 : bar.getMax() * Math.min(1, seen / scale.count()));
        bar.setValue(scale.first());
        bar.setBlockIncrement(seen);
        bar.setVisible(!scale.isWhole());
        moving = false;
    }

    private void zoom(double factor) {
        var scale = model.scale().get();
        model.zoom(factor, model.selected().isPresent() ? scale.x(model.selected().getAsInt()) : scale.width() / 2);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> step(event, -1);
            case RIGHT -> step(event, 1);
            case HOME -> step(event, -model.turns().size());
            case END -> step(event, model.turns().size());
            case PLUS, ADD, EQUALS -> zoom(STEP);
            case MINUS, SUBTRACT -> zoom(1 / STEP);
            default -> {
            }
        }
    }

    private void step(KeyEvent event, int by) {
        event.consume();
        if (Math.abs(by) == 1) {
            desk.bench().step(by);
        } else if (!model.turns().isEmpty()) {
            desk.bench().select((by < 0 ? model.turns().getFirst() : model.turns().getLast()).number());
        }
    }
}
