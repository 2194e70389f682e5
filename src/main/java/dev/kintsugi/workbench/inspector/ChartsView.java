package dev.kintsugi.workbench.inspector;

import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Tile;
import dev.kintsugi.workbench.kit.View;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The session's figures: tiles, and three charts each with a table twin. Drawn anew at most once a second.
final class ChartsView extends View {
    private static final Duration GAP = Duration.seconds(1);

    private final Bench bench;
    private final Tile injected = new Tile("injected");
    private final Tile detected = new Tile("detected");
    private final Tile recovered = new Tile("recovered");
    private final Tile restore = new Tile("median to restore");
    private final FamilyChart families = new FamilyChart();
    private final LineFigure recovery = new LineFigure("Recovered, % of failures", "recovered-line", true);
    private final LineFigure latency = new LineFigure("Time of a turn, seconds", "latency-line", false);
    private final PauseTransition rest = new PauseTransition(GAP);
    private boolean stale;

    ChartsView(Bench bench) { this.bench = bench; }

    @Override
    protected Parent build() {
        var tables = new CheckBox("Show as tables");
        tables.selectedProperty().subscribe(on -> {
            families.table(on);
            recovery.table(on);
            latency.table(on);
        });
        var tiles = new GridPane();
        tiles.getStyleClass().add("tiles");
        tiles.addRow(0, injected, detected);
        tiles.addRow(1, recovered, restore);
        tiles.getChildren().forEach(t -> {
            GridPane.setHgrow(t, Priority.ALWAYS);
            GridPane.setFillWidth(t, true);
        });
        var body = new VBox(tiles, tables, families, recovery, latency);
        body.getStyleClass().add("inspector-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    @Override
    protected void opened() {
        rest.setOnFinished(_ -> {
            if (stale) {
                draw();
            }
        });
        draw();
        hold(bench.turns().subscribe(this::changed));
        hold(bench.tally().subscribe(this::changed));
    }

    @Override
    protected void closed() { rest.stop(); }

    private void changed() {
        stale = true;
        if (rest.getStatus() != Animation.Status.RUNNING) {
            draw();
        }
    }

    private void draw() {
        stale = false;
        rest.playFromStart();
        var figures = Figures.of(bench.turns(), bench.tally().get());
        if (figures.turns() == 0) {
            injected.noData();
        } else {
            injected.show(Integer.toString(figures.injected()), "of " + figures.turns() + " turns");
        }
        var seen = figures.detected();
        detected.rate(seen.k(), seen.n(), seen.low(), seen.high());
        var mended = figures.recovered();
        recovered.rate(mended.k(), mended.n(), mended.low(), mended.high());
        if (mended.n() == 0) {
            restore.noData();
        } else {
            restore.show(figures.restore(), "of " + mended.n() + " failures, Kaplan-Meier");
        }
        families.show(figures.families());
        recovery.show(figures.recovery());
        latency.show(figures.latency().stream().map(p -> new Figures.Point(p.turn(), p.value() / 1000)).toList());
    }
}
