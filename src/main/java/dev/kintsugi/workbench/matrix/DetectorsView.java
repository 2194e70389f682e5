package dev.kintsugi.workbench.matrix;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.trial.Trial;
import dev.kintsugi.lab.trial.TrialPlan;
import dev.kintsugi.report.score.Confusion;
import dev.kintsugi.report.score.Method;
import dev.kintsugi.report.score.Score;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What the detectors are worth against the truth, beside two simple methods: each domain apart.
public final class DetectorsView extends View {
    private static final int CONVERSATIONS = 30;
    private static final int TURNS = 12;
    private static final int FAULTS = 20;

    private final Desk desk;
    private final ObjectProperty<@Nullable Score> score = new SimpleObjectProperty<>();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final HBox head = new HBox();
    private final VBox body = new VBox();
    private final ScrollPane page = new ScrollPane(body);
    private final Node empty;

    public DetectorsView(Desk desk) {
        this.desk = desk;
        this.empty = new EmptyState(Feather.SEARCH, "The detectors were not tried yet",
                "They read replies without knowing what was injected, and are wrong sometimes in both directions. Here "
                        + "they are scored against the truth: " + CONVERSATIONS + " clean conversations and " + FAULTS
                        + " faults of each mode in each domain, one of them held out when they were tuned.",
                "Score the detectors", this::run);
    }

    @Override
    protected Parent build() {
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        body.getStyleClass().add("gap-12");
        page.setFitToWidth(true);
        page.setId("detectors-page");
        page.getStyleClass().add("edge-to-edge");
        var stack = new StackPane(page, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        var box = new VBox(head, stack);
        box.getStyleClass().add("gap-8");
        return box;
    }

    @Override
    protected void opened() {
        var score = Action.of("detectors.score", "Score the detectors").group("Recovery").icon(Feather.SEARCH)
                .blocked(Blocked.when(running, "They are being tried; the status bar shows how far it is"))
                .run(this::run);
        hold(desk.actions().add(score));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var words = MatrixView.label("Rates with k of n and the Wilson 95 % interval; MCC 0 is a guess, 1 is perfect.",
                "muted", "small");
        head.getChildren().setAll(words, gap, Buttons.text(score));
        listen(this.score, this::show);
    }

    private void run() {
        running.set(true);
        desk.jobs().run("Detectors", token -> {
            var settings = desk.lab().settings().get();
            var plan = new TrialPlan(TrialPlan.standard(settings.seed()).domains(), CONVERSATIONS, TURNS, FAULTS,
                    settings.seed());
            var steps = plan.domains().size() * (1 + TrialPlan.modes().size());
            var done = new int[1];
            try (var lab = Lab.inMemory(settings.withAgent(settings.agent().withProvider(null)),
                    desk.lab().lab().agents())) {
                var found = Trial.run(lab, plan, words -> {
                    token.progress(done[0]++ / (double) steps, words);
                    if (token.cancelled()) {
                        throw new CancellationException();
                    }
                });
                desk.pump().inOrder(() -> score.set(found));
                return "";
            } catch (CancellationException stopped) {
                return "The trial was stopped. Nothing was kept: a score needs all of it.";
            } finally {
                desk.pump().inOrder(() -> running.set(false));
            }
        });
    }

    private void show(@Nullable Score found) {
        empty.setVisible(found == null);
        page.setVisible(found != null);
        body.getChildren().clear();
        if (found != null) {
            found.turns().stream().map(t -> t.domain()).distinct()
                    .forEach(d -> body.getChildren().add(card(d, found.only(t -> t.domain().equals(d)))));
        }
    }

    private static Node card(String domain, Score score) {
        var title = MatrixView
                .label(domain + (domain.equals(TrialPlan.HELD_OUT) ? ", held out when they were tuned" : "")
                        + ", scripted model, " + score.clean() + " clean turns", "settings-heading");
        var table = new GridPane();
        table.getStyleClass().add("figure-table");
        var names = List.of("precision", "recall", "false alarms", "F1", "MCC");
        for (int i = 0; i < names.size(); i++) {
            add(table, i + 1, 0, names.get(i), "muted");
        }
        var row = 1;
        for (var method : Method.values()) {
            row(table, row++, method == Method.DETECTORS
                    ? "the detectors"
                    : method == Method.EVERYTHING
                            ? "flag everything"
                            : "suspicious words",
                    score.confusion(method), "strong");
        }
        for (var mode : score.modes()) {
            row(table, row++, words(mode), score.confusion(Method.DETECTORS, mode), "muted");
        }
        var card = new VBox(title, table);
        card.getStyleClass().addAll("card", "gap-8");
        return card;
    }

    private static String words(FailureMode mode) { return mode.wire().replace('_', ' '); }

    private static void row(GridPane table, int row, String name, Confusion c, String style) {
        var title = MatrixView.label(name, style);
        title.setMinWidth(Region.USE_PREF_SIZE);
        table.add(title, 0, row);
        add(table, 1, row, rate(c.precision()), "number");
        add(table, 2, row, rate(c.recall()), "number");
        add(table, 3, row, rate(c.falseAlarms()), "number");
        add(table, 4, row, c.f1().isEmpty() ? "no data" : number(c.f1().getAsDouble()), "number");
        add(table, 5, row, c.mcc().isEmpty() ? "no data" : number(c.mcc().getAsDouble()), "number");
    }

    private static void add(GridPane table, int column, int row, String words, String style) {
        var cell = new Label(words);
        cell.getStyleClass().add(style);
        cell.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHalignment(cell, HPos.RIGHT);
        table.add(cell, column, row);
    }

    private static String rate(Rate rate) {
        return rate.n() == 0 ? "no data" : rate.k() + " of " + rate.n() + " (" + rate.interval() + ")";
    }

    private static String number(double value) { return String.format(Locale.ROOT, "%.2f", value); }
}
