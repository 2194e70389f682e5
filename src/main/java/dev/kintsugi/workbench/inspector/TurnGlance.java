package dev.kintsugi.workbench.inspector;

import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Throttle;
import dev.kintsugi.workbench.kit.View;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What stands below the texts: how it came about, step by step, and how the session fares.
final class TurnGlance extends View {
    private static final Duration GAP = Duration.seconds(1);

    private final Desk desk;
    private final VBox steps = new VBox();
    private final SessionTiles tiles = new SessionTiles();
    private final Throttle draw = new Throttle(GAP, this::draw);

    TurnGlance(Desk desk) { this.desk = desk; }

    @Override
    protected Parent build() {
        var glance = new VBox(title("STEPS"), steps, title("THIS SESSION"), tiles);
        glance.getStyleClass().add("glance");
        return glance;
    }

    private static Label title(String words) {
        var title = new Label(words);
        title.getStyleClass().addAll("section-title", "section-gap");
        return title;
    }

    @Override
    protected void opened() {
        listen(desk.bench().selected(), this::show);
        draw.ask();
        hold(desk.bench().tally().subscribe((_, _) -> draw.ask()));
    }

    @Override
    protected void closed() { draw.stop(); }

    private void show(@Nullable TurnStory turn) {
        steps.getChildren().clear();
        if (turn != null) {
            steps.getChildren().add(new StepRows(turn, false));
        }
    }

    private void draw() {
        tiles.show(Figures.of(desk.bench().turns(), desk.bench().tally().get()), SessionTiles.cost(desk));
    }
}
