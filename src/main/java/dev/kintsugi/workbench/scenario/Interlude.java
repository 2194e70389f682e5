package dev.kintsugi.workbench.scenario;

import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Progress;
import dev.kintsugi.workbench.kit.Ticks;
import dev.kintsugi.workbench.kit.Waiting;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What the scenario waits for, how long still, and a way to wait no longer.
final class Interlude extends HBox {
    /// What is over sooner needs no word, which would only make the page jump.
    private static final long WORTH_SAYING_MS = 1_500;

    private final Desk desk;
    private final ScenarioModel model;
    private final Label words = new Label();
    private final ProgressBar bar;
    private final Button skip = new Button("Skip the wait");
    private final Ticks ticks;
    private @Nullable Waiting wait;

    Interlude(Desk desk, ScenarioModel model) {
        this.desk = desk;
        this.model = model;
        bar = new Progress(desk.appearance());
        ticks = new Ticks(desk.appearance(), this::passed);
        getStyleClass().addAll("arriving-head", "interlude");
        words.getStyleClass().addAll("muted", "small");
        words.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        skip.getStyleClass().add("small");
        skip.setMinWidth(Region.USE_PREF_SIZE);
        skip.setOnAction(_ -> skip());
        getChildren().addAll(words, bar, skip);
    }

    Subscription follow() {
        return Subscription.combine(desk.bench().pause().subscribe(this::began), model.played().subscribe(_ -> show()),
                ticks::stop);
    }

    private void began(Bench.@Nullable Pause pause) {
        ticks.stop();
        wait = pause == null || pause.planned().toMillis() < WORTH_SAYING_MS ? null : Waiting.of(pause);
        if (wait != null) {
            ticks.start();
        }
        show();
    }

    private void passed(long ms) {
        wait = wait == null ? null : wait.after(ms);
        show();
    }

    private void show() {
        var at = model.played().get();
        var now = at != null && at.session().equals(desk.bench().session().get()) ? wait : null;
        setVisible(now != null);
        setManaged(now != null);
        if (now != null) {
            words.setText(now.words());
            bar.setProgress(now.done());
            skip.setVisible(!now.forPerson());
            skip.setManaged(!now.forPerson());
        }
    }

    private void skip() {
        var session = desk.lab().session().get();
        if (session != null) {
            session.skipWait();
        }
    }
}
