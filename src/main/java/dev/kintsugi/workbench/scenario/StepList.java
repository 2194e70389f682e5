package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.Ending;
import dev.kintsugi.lab.scenario.Happening;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The steps of the script: which are done, how they ended, which comes next. A click on a later step jumps there. What will
/// go wrong is not told to those who are to predict it.
final class StepList extends VBox {
    private final IntConsumer jump;

    StepList(IntConsumer jump) {
        this.jump = jump;
        getStyleClass().add("step-list");
    }

    void show(Scenario scenario, @Nullable PlaybackState at, boolean predicting) {
        getChildren().clear();
        var done = at == null ? 0 : at.done();
        scenario.steps().forEach(step -> {
            if (step.restartBefore()) {
                getChildren().add(restart());
            }
            getChildren().add(row(step, at, done, predicting));
        });
    }

    private static Node restart() {
        var line = new Label("The agent is restarted", FontIcon.of(Feather.POWER));
        line.getStyleClass().addAll("muted", "small", "step-restart");
        return line;
    }

    private HBox row(ScriptStep step, @Nullable PlaybackState at, int done, boolean predicting) {
        var number = new Label(Integer.toString(step.number()));
        number.getStyleClass().addAll("number", "muted", "step-number");
        var name = new Label(step.name());
        name.setMinWidth(0);
        Prose.wrap(name);
        name.setMinHeight(USE_PREF_SIZE);
        var mood = new Label(step.mood().name().toLowerCase(Locale.ROOT));
        mood.getStyleClass().addAll("muted", "small");
        mood.setMinWidth(USE_PREF_SIZE);
        var words = new VBox(name);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!predicting || step.number() <= done) {
            fault(step).ifPresent(words.getChildren()::add);
        }
        var row = new HBox(number, end(step, at), words, mood);
        row.getStyleClass().add("script-step");
        var ended = at != null && at.ended();
        if (step.number() == done + 1 && !ended) {
            row.getStyleClass().add("script-current");
        }
        if (step.number() > done) {
            row.getStyleClass().add("script-ahead");
            row.setOnMouseClicked(_ -> jump.accept(step.number()));
            Tips.on(row, "Play up to this step");
        }
        return row;
    }

    private static Optional<Node> fault(ScriptStep step) {
        return Optional.ofNullable(step.fault()).map(fault -> {
            var label = new Label(fault.mode().title(), new MarkIcon(Mark.INJECTED));
            label.setMinWidth(USE_PREF_SIZE);
            label.getStyleClass().addAll("small", "muted");
            return label;
        });
    }

    private static Node end(ScriptStep step, @Nullable PlaybackState at) {
        return moment(step, at).<Node>map(m -> new MarkIcon(mark(m.ending()))).orElseGet(() -> {
            var room = new Region();
            room.getStyleClass().add("mark-room");
            return room;
        });
    }

    private static Optional<Happening.Moment> moment(ScriptStep step, @Nullable PlaybackState at) {
        return at == null
                ? Optional.empty()
                : at.history().moments().stream().filter(m -> m.step() == step.number()).findFirst();
    }

    private static Mark mark(Ending ending) {
        return switch (ending) {
            case WORKED -> Mark.NATURAL;
            case MENDED -> Mark.RECOVERED;
            case SOFTENED -> Mark.SOFTENED;
            case FAILED -> Mark.LOST;
        };
    }
}
