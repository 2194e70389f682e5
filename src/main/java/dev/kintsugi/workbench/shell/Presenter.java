package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One turn in large type for a room full of people: what was asked, the three texts, and what was done about it.
final class Presenter extends View {
    private final Bench bench;
    private final Runnable leave;
    private final Label title = new Label();
    private final Label message = new Label();
    private final GridPane texts = new GridPane();
    private final VBox steps = new VBox();

    Presenter(Bench bench, Runnable leave) {
        this.bench = bench;
        this.leave = leave;
    }

    @Override
    protected Parent build() {
        title.getStyleClass().add("muted");
        message.getStyleClass().add("presenter-message");
        message.setWrapText(true);
        texts.getStyleClass().add("gap-12");
        steps.getStyleClass().add("gap-4");
        var body = new VBox(message, texts, steps);
        body.getStyleClass().add("gap-12");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var box = new VBox(head(), scroll);
        box.getStyleClass().add("presenter");
        return box;
    }

    private Node head() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(new Emblem(28), title, gap,
                Buttons.icon(Feather.CHEVRON_LEFT, "Previous turn (Alt+Up)", () -> bench.step(-1)),
                Buttons.icon(Feather.CHEVRON_RIGHT, "Next turn (Alt+Down)", () -> bench.step(1)),
                Buttons.icon(Feather.X, "Leave the presenter (Esc)", leave));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-8");
        return head;
    }

    @Override
    protected void opened() { listen(bench.selected(), this::show); }

    private void show(@Nullable TurnStory turn) {
        if (turn == null) {
            title.setText("Kintsugi");
            message.setText("Nothing has been said yet. Leave the presenter with Esc and send a message.");
            texts.getChildren().clear();
            steps.getChildren().clear();
            return;
        }
        title.setText("Turn " + turn.number() + (turn.scenarioStep().isEmpty() ? "" : ", " + turn.scenarioStep()));
        message.setText(turn.message().value());
        lay(panes(turn));
        steps.getChildren().setAll(turn.steps().stream().map(Presenter::step).toList());
    }

    /// An untouched turn has one text; a failed one has three, side by side.
    private static List<Node> panes(TurnStory turn) {
        var natural = turn.natural().value();
        var observed = turn.observed().value();
        var delivered = turn.delivered().value();
        if (!turn.failed()) {
            return List.of(pane("Delivered, as the model gave it", List.of(Seam.text(delivered, "diff-same")), false));
        }
        var mended = turn.outcome() == Outcome.RECOVERED;
        return List.of(pane("Natural: without the failure", Seam.lost(natural, observed), false),
                pane("Observed: what the failure made of it", Seam.gained(natural, observed, "diff-added"), false),
                pane("Delivered: what the user got",
                        mended
                                ? Seam.gained(observed, delivered, "diff-mended")
                                : List.of(Seam.text(delivered, "diff-same")),
                        mended));
    }

    private static Node pane(String heading, List<Text> words, boolean mended) {
        var title = new Label(heading);
        title.setWrapText(true);
        title.getStyleClass().add("muted");
        var flow = new TextFlow();
        flow.getChildren().setAll(words);
        var card = new VBox(title, flow);
        card.getStyleClass().addAll("card", "gap-8");
        if (mended) {
            card.getStyleClass().add("mended");
        }
        return card;
    }

    private void lay(List<Node> panes) {
        texts.getChildren().clear();
        texts.getColumnConstraints().clear();
        for (int i = 0; i < panes.size(); i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / panes.size());
            texts.getColumnConstraints().add(column);
            texts.add(panes.get(i), i, 0);
        }
    }

    private static Node step(TurnStep step) {
        var words = new Label(step.text());
        words.setWrapText(true);
        words.setGraphic(new MarkIcon(step.mark()));
        var at = new Label(step.atMs() + " ms");
        at.getStyleClass().addAll("mono", "muted", "presenter-time");
        at.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(at, words);
        row.getStyleClass().add("gap-12");
        return row;
    }
}
