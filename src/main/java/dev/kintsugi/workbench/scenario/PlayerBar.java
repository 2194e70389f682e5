package dev.kintsugi.workbench.scenario;

import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Switch;
import dev.kintsugi.workbench.kit.Tips;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Play, pause, step, speed, again; with or without recovery; with or without a prediction before each step.
final class PlayerBar extends FlowPane {
    private final ScenarioModel model;
    private final Switch recovery = Switch.labelled("Recovery");
    private final Switch predict = Switch.labelled("Predict first");
    private final Button play = button(Feather.PLAY, "Play", this::play);
    private final Button pause = button(Feather.PAUSE, "Pause", this::pause);
    private final Button step = button(Feather.SKIP_FORWARD, "Step", this::step);
    private final Segments<Integer> speed = new Segments<>(List.of(1, 4, 20), n -> n + "x");
    private Button went = play;

    PlayerBar(ScenarioModel model) {
        this.model = model;
        getStyleClass().add("player-bar");
        var none = model.state().map(PlayerState::missing);
        var playing = model.state().map(s -> s == PlayerState.PLAYING
                ? "It plays already"
                : s == PlayerState.BROKEN ? "" : s.missing());
        var idle = Blocked.unless(model.state().map(s -> s == PlayerState.PLAYING), "Nothing plays");
        var busy = model.state().map(s -> s == PlayerState.PLAYING
                ? "A step is under way"
                : s.missing());
        play.getStyleClass().add("accent");
        Tips.on(speed, "How much faster simulated waits pass. What recovery waits is real time, and can be skipped.");
        Tips.on(recovery, "Play with the scenario's recovery policy; changing it begins again");
        Tips.on(predict, "Ask the class before each step; what goes wrong stays hidden until it is played");
        var words = new Label("Speed");
        words.getStyleClass().add("muted");
        var pace = new HBox(words, speed);
        pace.getStyleClass().add("mode-row");
        var again = button(Feather.ROTATE_CCW, "Again", model::replay);
        Tips.on(again, "From the start, with the same seed  (Ctrl+R)");
        getChildren().addAll(Tips.reason(play, playing),
                Tips.reason(pause, idle), Tips.reason(step, busy), Tips.reason(again, none), pace, recovery, predict);
    }

    private static Button button(Ikon icon, String words, Runnable run) {
        var button = new Button(words, FontIcon.of(icon));
        button.setOnAction(_ -> run.run());
        return button;
    }

    private void play() {
        went = play;
        model.play();
    }

    private void step() {
        went = step;
        model.step();
    }

    private void pause() { model.pause(); }

    /// The button that was pressed is disabled now, and the one beside it would take the focus: *Again*, which throws
    /// away what was played. While it plays one can pause, and afterwards go on as before.
    private void focus(PlayerState state) {
        if (state == PlayerState.PLAYING && (play.isFocused() || step.isFocused())) {
            pause.requestFocus();
        } else if (state != PlayerState.PLAYING && pause.isFocused()) {
            went.requestFocus();
        }
    }

    Subscription follow() {
        recovery.selectedProperty().bindBidirectional(model.recovery());
        predict.selectedProperty().bindBidirectional(model.predict());
        speed.chosen().bindBidirectional(model.speed());
        return model.state().subscribe((_, state) -> focus(state)).and(() -> {
            recovery.selectedProperty().unbindBidirectional(model.recovery());
            predict.selectedProperty().unbindBidirectional(model.predict());
            speed.chosen().unbindBidirectional(model.speed());
        });
    }
}
