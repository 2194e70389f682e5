package dev.kintsugi.workbench.chat;

import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Progress;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Ticks;
import dev.kintsugi.workbench.kit.Waiting;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The turn that is under way: the text that arrives, or the countdown of a wait. It stands below the list, because a
/// row that grows would make the list jump.
final class ArrivingFooter extends VBox {
    private final ChatModel model;
    private final Label title = new Label();
    private final ProgressBar bar;
    private final Button skip = new Button("Skip the wait");
    private final Button decide = new Button("Decide");
    private final StackPane flow = new StackPane();
    private final Label tentative = new Label("Not settled yet: recovery may take it back.");
    private final Ticks ticks;

    /// @param people goes where people are asked
    /// @param room   how high the whole conversation is
    ArrivingFooter(ChatModel model, Appearance looks, Runnable people, ObservableDoubleValue room) {
        this.model = model;
        ticks = new Ticks(looks, model::waited);
        bar = new Progress(looks);
        getStyleClass().addAll("card", "arriving");
        title.getStyleClass().addAll("muted", "small");
        Prose.wrap(title);
        tentative.getStyleClass().addAll("muted", "small");
        skip.setOnAction(_ -> model.skipWait());
        skip.getStyleClass().add("small");
        decide.setOnAction(_ -> people.run());
        decide.getStyleClass().addAll("small", "accent");
        var stop = new Button("Stop");
        stop.getStyleClass().add("small");
        stop.setOnAction(_ -> model.stop());
        List.of(decide, skip, stop).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        var head = new HBox(title, bar, decide, skip, stop);
        head.getStyleClass().add("arriving-head");
        getChildren().addAll(head, new TailPane(flow, room), tentative);
    }

    Subscription follow() {
        return Subscription.combine(model.state().subscribe(this::state), model.waiting().subscribe(this::waiting),
                model.arriving().subscribe(this::arriving), ticks::stop);
    }

    private void state(ChatState state) {
        setVisible(state.busy());
        setManaged(state.busy());
        var waits = state == ChatState.WAITING;
        bar.setProgress(waits ? bar.getProgress() : ProgressBar.INDETERMINATE_PROGRESS);
        if (state == ChatState.THINKING) {
            title.setText("The agent works on it");
        } else if (state == ChatState.STREAMING) {
            title.setText("The agent answers");
        }
    }

    private void waiting(@Nullable Waiting wait) {
        var person = wait != null && wait.forPerson();
        show(decide, person);
        show(skip, wait != null && !person);
        if (wait == null) {
            ticks.stop();
            return;
        }
        title.setText(wait.words());
        bar.setProgress(wait.done());
        ticks.start();
    }

    private static void show(Button button, boolean visible) {
        button.setVisible(visible);
        button.setManaged(visible);
    }

    private void arriving(Arriving arriving) {
        var texts = new ArrayList<Text>();
        if (!arriving.withdrawn().isEmpty()) {
            texts.add(Prose.text(arriving.withdrawn() + "\n", "withdrawn"));
        }
        texts.add(Prose.text(arriving.text(), "text", arriving.tentative() ? "tentative" : "settled"));
        flow.getChildren().setAll(Prose.flow(texts));
        flow.setVisible(!arriving.text().isEmpty() || !arriving.withdrawn().isEmpty());
        tentative.setVisible(arriving.tentative());
        tentative.setManaged(arriving.tentative());
    }
}
