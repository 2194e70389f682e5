package dev.kintsugi.workbench.health;

import dev.kintsugi.lab.Session;
import dev.kintsugi.report.recovery.Alert;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Throttle;
import dev.kintsugi.workbench.kit.View;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// How the recovery of the session on the bench is. Read anew at most once a second, off the FX thread.
public final class HealthView extends View {
    private static final Duration GAP = Duration.seconds(1);

    private final Desk desk;
    private final ObservableIntegerValue waiting;
    private final Runnable toPeople;
    private final LiveLabel verdict = new LiveLabel();
    private final Label why = Prose.words("", "muted");
    private final Button people = new Button();
    private final FigureTiles tiles = new FigureTiles();
    private final CheckBox tables = new CheckBox("Show as tables");
    private final VBox alerts = new VBox();
    private final StackPane circuits = new StackPane();
    private final StackPane calls = new StackPane();
    private final VBox services = new VBox();
    private final Throttle read = new Throttle(GAP, this::read);
    private final Page page = new Page("Health");
    private final Node empty;
    private @Nullable Glance shown;

    /// @param waiting  how many cases wait for a person
    /// @param toPeople shows them
    /// @param toBench  shows the bench, where a conversation begins
    public HealthView(Desk desk, ObservableIntegerValue waiting, Runnable toPeople, Runnable toBench) {
        this.desk = desk;
        this.waiting = waiting;
        this.toPeople = toPeople;
        this.empty = new EmptyState(Feather.ACTIVITY, "Nothing to tell yet",
                "Say something on the bench, with a failure forced or chaos on: here stands what recovery noticed, tried "
                        + "and achieved, and whether its circuits and models are well.",
                "Go to the bench", toBench);
    }

    @Override
    protected Parent build() {
        verdict.getStyleClass().add("health-verdict");
        verdict.setId("health-verdict");
        people.setMinWidth(Region.USE_PREF_SIZE);
        people.setOnAction(_ -> toPeople.run());
        tables.setMinWidth(Region.USE_PREF_SIZE);
        tables.selectedProperty().subscribe((_, _) -> show());
        var said = new VBox(verdict, why);
        HBox.setHgrow(said, Priority.ALWAYS);
        var head = new HBox(said, people, tables);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        alerts.getStyleClass().add("gap-8");
        services.getStyleClass().add("gap-12");
        var body = new VBox(head, alerts, tiles, circuits, calls, services);
        body.getStyleClass().addAll("gap-12", "beside-bar");
        page.setContent(body);
        page.setId("health-page");
        return new StackPane(page, empty);
    }

    @Override
    protected void opened() {
        read.ask();
        hold(desk.bench().turns().subscribe(read::ask));
        listen(desk.lab().session(), _ -> read.ask());
        listen(desk.lab().settings(), _ -> read.ask());
        listen(desk.bench().selected(), this::calls);
        listen(waiting, count -> handoffs(count.intValue()));
    }

    @Override
    protected void closed() { read.stop(); }

    private void calls(@Nullable TurnStory turn) { calls.getChildren().setAll(CallsCard.of(turn)); }

    private void handoffs(int count) {
        people.setText(count == 1 ? "1 case waits for a person" : count + " cases wait for a person");
        people.setVisible(count > 0);
        people.setManaged(count > 0);
    }

    private void read() {
        var session = desk.lab().session().get();
        var nothing = session == null || desk.bench().turns().isEmpty();
        empty.setVisible(nothing);
        page.setVisible(!nothing);
        if (session != null && !nothing) {
            CompletableFuture.supplyAsync(() -> Glance.of(session)).whenComplete((now, trouble) -> desk.pump()
                    .latest(HealthView.class, () -> take(session, now, trouble)));
        }
    }

    private void take(Session session, @Nullable Glance now, @Nullable Throwable trouble) {
        if (trouble != null) {
            desk.notices().problem(trouble);
        } else if (now != null && isOpen() && session == desk.lab().session().get()) {
            shown = now;
            show();
        }
    }

    private void show() {
        var now = shown;
        if (now == null) {
            return;
        }
        var ailing = now.ailing();
        verdict.setGraphic(new MarkIcon(now.healthy() ? Mark.NATURAL : Mark.LOST));
        verdict.say(now.healthy() ? "Healthy" : "Not healthy");
        why.setText(ailing.isEmpty()
                ? "Every circuit is closed, every model well, and no rate has spiked in "
                        + Words.counted(now.turns(), "turn") + "."
                : Words.capital(String.join("; ", ailing)) + ".");
        alerts.getChildren().setAll(now.alerts().stream().map(HealthView::alert).toList());
        alerts.setManaged(!now.alerts().isEmpty());
        tiles.show(now);
        circuits.getChildren().setAll(CircuitCard.of(now, tables.isSelected()));
        services.getChildren().setAll(ServicesCard.compartments(now), ServicesCard.models(now), PatternsCard.of(now));
    }

    private static Node alert(Alert found) {
        var words = found.severity().name().toLowerCase(Locale.ROOT);
        var pill = new Pill(Mark.DETECTED, words);
        pill.setMinWidth(Region.USE_PREF_SIZE);
        var summary = Prose.words(found.summary(), "strong");
        HBox.setHgrow(summary, Priority.ALWAYS);
        var head = new HBox(pill, summary);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-8");
        var card = new VBox(head, Prose.words(found.explanation() + "."), Prose.words(found.solution() + ".", "muted"));
        card.getStyleClass().addAll("card", "gap-4", "advice");
        return card;
    }
}
