package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The rail of failure modes.
public final class FaultsView extends View {
    private static final Duration TICK = Duration.millis(500);

    private final FaultsModel model;
    private final ObservableValue<?> settings;
    private final List<ModeCard> cards = new ArrayList<>();
    private final Label count = new Label();
    private final RailFoot foot;
    private final Timeline ticks = new Timeline();

    /// The rail of the lab.
    ///
    /// @param fixed why a variable of the environment fixes a setting, empty when it does not
    public FaultsView(Desk desk, UnaryOperator<String> fixed) {
        this(new FaultsModel(new LabDials(desk, fixed), desk.bench()), desk.lab().settings());
    }

    /// @param settings whatever changes when settings change
    FaultsView(FaultsModel model, ObservableValue<?> settings) {
        this.model = model;
        this.settings = settings;
        foot = new RailFoot(model);
    }

    @Override
    protected Parent build() {
        var title = new Label("FAILURE MODES");
        title.getStyleClass().add("section-title");
        count.getStyleClass().addAll("muted", "small");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, gap, count);
        head.getStyleClass().add("feature-head");
        var list = new VBox();
        list.getStyleClass().add("mode-list");
        for (var family : Category.values()) {
            list.getChildren().add(family(family));
            Arrays.stream(FailureMode.values()).filter(m -> m.category() == family).map(m -> new ModeCard(m, model))
                    .forEach(cards::add);
            list.getChildren().addAll(cards.subList(first(family), cards.size()));
        }
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::move);
        var pane = new BorderPane(new Page("Failure modes", list));
        pane.setTop(head);
        pane.setBottom(foot);
        pane.getStyleClass().add("faults");
        ticks.getKeyFrames().add(new KeyFrame(TICK, _ -> model.refresh()));
        ticks.setCycleCount(Animation.INDEFINITE);
        return pane;
    }

    private static int first(Category family) {
        return (int) Arrays.stream(FailureMode.values()).filter(m -> m.category().compareTo(family) < 0).count();
    }

    private static Node family(Category family) {
        var dot = new Region();
        dot.getStyleClass().addAll("family", "family-" + family.wire(), "family-dot");
        var name = new Label(family.wire().replace('_', ' ').toUpperCase(Locale.ROOT));
        name.getStyleClass().add("section-title");
        var row = new HBox(dot, name);
        row.getStyleClass().add("family-head");
        return row;
    }

    @Override
    protected void opened() {
        hold(model.follow());
        listen(settings, _ -> model.refresh());
        listen(model.state(), this::show);
    }

    @Override
    protected void closed() { ticks.stop(); }

    private void show(RailState state) {
        count.setText(state.on() + " of " + cards.size() + " on");
        for (int i = 0; i < cards.size(); i++) {
            cards.get(i).show(state.cards().get(i));
        }
        foot.show(state);
        if (state.cooldownMs() > 0) {
            ticks.play();
        } else {
            ticks.stop();
        }
    }

    private void move(KeyEvent event) {
        if (event.getTarget() instanceof ModeCard card && ModeCard.moves(event.getCode())) {
            var next = cards.indexOf(card) + (event.getCode() == KeyCode.UP ? -1 : 1);
            if (next >= 0 && next < cards.size()) {
                cards.get(next).requestFocus();
            }
            event.consume();
        }
    }

    /// Forces each mode, from anywhere.
    ///
    /// @param show brings up where the next turn begins
    public Action[] actions(Runnable show) {
        return Arrays.stream(FailureMode.values()).map(mode -> Action.of("force." + mode.wire(),
                "Force in the next turn: " + mode.title()).group("Failure modes").icon(Feather.ZAP)
                .run(() -> {
                    show.run();
                    model.force(mode);
                })).toArray(Action[]::new);
    }
}
