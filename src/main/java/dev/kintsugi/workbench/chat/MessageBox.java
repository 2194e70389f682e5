package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where a message is written. Enter sends it, Shift and Enter break the line.
final class MessageBox extends VBox {
    private final ChatModel model;
    private final TextArea area = new TextArea();
    private final HBox chip = new HBox();
    private final Label trouble = new Label();

    MessageBox(ChatModel model) {
        this.model = model;
        getStyleClass().add("message-box");
        area.setPromptText("Message the agent");
        area.setAccessibleText("Message the agent");
        Prose.written(area);
        area.setPrefRowCount(2);
        area.getStyleClass().add("message-area");
        area.textProperty().bindBidirectional(model.outbox().draft());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        trouble.getStyleClass().add("danger-text");
        Prose.wrap(trouble);
        chip.getStyleClass().add("forced-chip");
        HBox.setHgrow(area, Priority.ALWAYS);
        var send = new VBox(Tips.reason(send(), model.blocked()), hint());
        send.getStyleClass().add("send-box");
        var row = new HBox(area, send);
        row.getStyleClass().add("message-row");
        getChildren().addAll(trouble, chip, row);
    }

    private Button send() {
        var send = new Button("Send", FontIcon.of(Feather.SEND));
        send.getStyleClass().add("accent");
        send.setMinWidth(USE_PREF_SIZE);
        send.setOnAction(_ -> model.send());
        return send;
    }

    private static Label hint() {
        var hint = new Label("Enter");
        hint.getStyleClass().addAll("muted", "small");
        return hint;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            if (event.isShiftDown()) {
                area.replaceSelection("\n");
            } else {
                model.send();
            }
        }
    }

    Subscription follow() {
        return Subscription.combine(model.outbox().forced().subscribe(this::forced),
                model.blocked().subscribe(_ -> trouble()), model.outbox().problem().subscribe(_ -> trouble()));
    }

    void focus() { area.requestFocus(); }

    private void forced(@Nullable FailureMode mode) {
        chip.setVisible(mode != null);
        chip.setManaged(mode != null);
        chip.getChildren().clear();
        if (mode != null) {
            var pill = new Pill(Mark.INJECTED, "Next turn fails: " + mode.title());
            chip.getChildren().addAll(pill, Buttons.icon(Feather.X, "Do not force " + mode.title(),
                    () -> model.outbox().forced().set(null)));
        }
    }

    private void trouble() {
        var problem = model.outbox().problem().get();
        var words = !model.blocked().getValue().isEmpty()
                ? model.blocked().getValue()
                : problem == null ? "" : Notice.of(problem).line();
        trouble.setText(words);
        trouble.setVisible(!words.isEmpty());
        trouble.setManaged(!words.isEmpty());
    }
}
