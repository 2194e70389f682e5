package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import dev.kintsugi.workbench.scenario.ScenarioGlance;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;

/// One turn in large type for a room full of people: what was asked, the three texts, and what was done about it.
final class Presenter extends View {
    /// So many times the size of the message has to fit side by side.
    private static final double WIDE = 48;

    private final Bench bench;
    private final BooleanSupplier staged;
    private final Runnable leave;
    private final Label title = new Label();
    private final Label message = new Label();
    private final GridPane texts = new GridPane();
    private final VBox steps = new VBox();
    private final VBox body = new VBox();
    private final VBox below = new VBox();
    private final VBox box = new VBox();
    private final Page scroll = new Page("What happened in the turn");
    private final Page aside = new Page("The scenario");
    private final ScenarioGlance scenario;

    /// @param scenario stands beside the turn while a scenario is played
    /// @param staged   whether a scenario is what is about to be presented, though nothing of it was played
    Presenter(Bench bench, ScenarioGlance scenario, BooleanSupplier staged, Runnable leave) {
        this.bench = bench;
        this.scenario = scenario;
        this.staged = staged;
        this.leave = leave;
    }

    @Override
    protected Parent build() {
        title.getStyleClass().add("muted");
        message.getStyleClass().add("presenter-message");
        Prose.wrap(message);
        texts.getStyleClass().add("gap-12");
        steps.getStyleClass().add("gap-4");
        body.getChildren().addAll(message, texts, steps);
        body.getStyleClass().addAll("gap-12", "presenter-large");
        below.getStyleClass().add("presenter-below");
        var content = new VBox(body, below);
        content.getStyleClass().add("beside-bar");
        scroll.setContent(content);
        scroll.movedFrom(box);
        aside.getStyleClass().add("presenter-aside");
        child(scenario);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        var both = new HBox(scroll, aside);
        both.getStyleClass().add("gap-12");
        VBox.setVgrow(both, Priority.ALWAYS);
        box.getChildren().addAll(head(), both);
        box.getStyleClass().add("presenter");
        return box;
    }

    /// Whether the scenario is what is presented: it is played, or it is about to be.
    private boolean scripted() {
        return scenario.playing().get() || staged.getAsBoolean() && scenario.scenario().get() != null;
    }

    /// A scenario stands beside the turn where there is room for both, else below it.
    private void place() {
        var column = scenario.node();
        var beside = box.getWidth() > WIDE * message.getFont().getSize();
        var shown = scripted();
        below.getChildren().remove(column);
        aside.setContent(shown && beside ? column : null);
        if (shown && !beside) {
            below.getChildren().add(column);
        }
        aside.setVisible(shown && beside);
        aside.setManaged(shown && beside);
    }

    private Node head() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(new Emblem(28), title, gap,
                Buttons.icon(Feather.CHEVRON_LEFT, "Previous turn (Alt+Up)", () -> bench.step(-1)),
                Buttons.icon(Feather.CHEVRON_RIGHT, "Next turn (Alt+Down)", () -> bench.step(1)),
                Buttons.icon(Feather.X, "Leave the presenter (Esc)", leave));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("gap-8", "presenter-large");
        return head;
    }

    @Override
    protected void opened() {
        listen(bench.selected(), _ -> look());
        listen(scenario.playing(), _ -> look());
        listen(scenario.scenario(), _ -> look());
        hold(box.widthProperty().subscribe(_ -> place()));
        hold(message.fontProperty().subscribe((_, _) -> place()));
    }

    private void look() {
        place();
        var turn = bench.selected().getValue();
        var script = scenario.scenario().get();
        if (turn != null && (scenario.playing().get() || !scripted())) {
            show(turn);
        } else if (script != null && scripted()) {
            curtain("Scenario", script.title(), List.of(pane("Before the first step", plain(script.description()),
                    false)));
        } else {
            curtain("Kintsugi", "Nothing has been said yet. Leave the presenter with Esc and send a message.",
                    List.of());
        }
    }

    /// Before the first turn.
    private void curtain(String what, String words, List<Node> panes) {
        entitle(what);
        message.setText(words);
        lay(panes);
        steps.getChildren().clear();
    }

    /// Another turn is read from its beginning on. Who plays a scenario below it stays where its buttons are.
    private void entitle(String what) {
        if (!what.equals(title.getText()) && below.getChildren().isEmpty()) {
            scroll.setVvalue(0);
        }
        title.setText(what);
    }

    private void show(TurnStory turn) {
        entitle("Turn " + turn.number() + (turn.scenarioStep().isEmpty() ? "" : ", " + turn.scenarioStep()));
        message.setText(turn.message().value());
        lay(panes(turn));
        steps.getChildren().setAll(matters(turn.steps()).stream().map(Presenter::step).toList());
    }

    /// From the back of a room one reads what broke, what was noticed and how it ended; the inspector has the rest.
    private static List<TurnStep> matters(List<TurnStep> steps) {
        return steps.stream().filter(step -> step.mark() != Mark.ACTION).toList();
    }

    /// An untouched turn has one text, one that was delivered as it broke has two; else there are three, side by side.
    private static List<Node> panes(TurnStory turn) {
        var delivered = turn.delivered().value();
        if (!turn.failed()) {
            return List.of(pane("Delivered, as the model gave it", plain(delivered), false));
        }
        if (turn.outcome() == Outcome.LOST && delivered.equals(turn.observed().value())) {
            return List.of(pane("Natural: without the failure", natural(turn), false),
                    pane("Observed, and delivered to the user", observed(turn), false));
        }
        var mended = turn.outcome() == Outcome.RECOVERED;
        return List.of(pane("Natural: without the failure", natural(turn), false),
                pane("Observed: with the failure", observed(turn), false),
                pane("Delivered: to the user", mended ? mended(turn) : plain(delivered), mended));
    }

    /// An error has no words that could be compared with a reply.
    private static List<Text> natural(TurnStory turn) {
        return turn.observedIsError()
                ? plain(turn.natural().value())
                : Seam.lost(turn.natural().value(), turn.observed().value());
    }

    private static List<Text> observed(TurnStory turn) {
        return turn.observedIsError()
                ? List.of(Prose.text(turn.observed().value(), "diff-error"))
                : Seam.gained(turn.natural().value(), turn.observed().value(), "diff-added");
    }

    private static List<Text> mended(TurnStory turn) {
        return turn.observedIsError()
                ? List.of(Prose.text(turn.delivered().value(), "diff-mended"))
                : Seam.gained(turn.observed().value(), turn.delivered().value(), "diff-mended");
    }

    private static List<Text> plain(String words) { return List.of(Prose.text(words, "diff-same")); }

    private static Node pane(String heading, List<Text> words, boolean mended) {
        var title = new Label(heading);
        Prose.wrap(title);
        title.getStyleClass().add("muted");
        var card = new VBox(title, Prose.flow(words));
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
        Prose.wrap(words);
        words.setGraphic(new MarkIcon(step.mark()));
        var at = new Label(step.when());
        at.getStyleClass().addAll("mono", "muted", "presenter-time");
        at.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(at, words);
        row.setAlignment(Pos.BASELINE_LEFT);
        row.getStyleClass().add("gap-12");
        return row;
    }
}
