package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.View;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The scenario that is played, for a classroom: its player, what to predict, the patience, the bill.
public final class ScenarioGlance extends View {
    private final Desk desk;
    private final ScenarioModel model;
    private final PlayerBar bar;
    private final Interlude interlude;
    private final Lesson lesson;
    private final Worth worth;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();

    ScenarioGlance(Desk desk, ScenarioModel model) {
        this.desk = desk;
        this.model = model;
        bar = new PlayerBar(model);
        interlude = new Interlude(desk, model);
        lesson = new Lesson(model);
        worth = new Worth(model);
    }

    @Override
    protected Parent build() {
        var column = new VBox(bar, interlude, lesson, worth);
        column.getStyleClass().add("scenario-glance");
        return column;
    }

    @Override
    protected void opened() {
        hold(model.follow());
        hold(bar.follow());
        hold(interlude.follow());
        hold(lesson.follow());
        hold(worth.follow());
        listen(model.played(), _ -> look());
        listen(desk.bench().session(), _ -> look());
    }

    private void look() {
        var at = model.played().get();
        playing.set(at != null && at.session().equals(desk.bench().session().get()));
    }

    /// The scenario that is played or would be; absent when none is chosen.
    public ReadOnlyObjectProperty<@Nullable Scenario> scenario() { return model.chosen(); }

    /// Whether the session on the bench is the one that is played.
    public ReadOnlyBooleanProperty playing() { return playing.getReadOnlyProperty(); }
}
