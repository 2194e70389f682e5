package dev.kintsugi.workbench.inspector;

import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Throttle;
import dev.kintsugi.workbench.kit.View;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The session's figures: tiles, and three charts each with a table twin. Drawn anew at most once a second.
final class ChartsView extends View {
    private static final Duration GAP = Duration.seconds(1);

    private final Desk desk;
    private final SessionTiles tiles = new SessionTiles();
    private final FamilyChart families = new FamilyChart();
    private final LineFigure recovery = new LineFigure("Recovered, % of failures", "recovered-line", true);
    private final LineFigure latency = new LineFigure("Time of a turn, seconds", "latency-line", false);
    private final Throttle draw = new Throttle(GAP, this::draw);

    ChartsView(Desk desk) { this.desk = desk; }

    @Override
    protected Parent build() {
        var tables = new CheckBox("Show as tables");
        tables.selectedProperty().subscribe(on -> {
            families.table(on);
            recovery.table(on);
            latency.table(on);
        });
        var body = new VBox(tiles, tables, families, recovery, latency);
        body.getStyleClass().add("inspector-body");
        return new Page("Charts", body);
    }

    @Override
    protected void opened() {
        draw.ask();
        hold(desk.bench().turns().subscribe(draw::ask));
        hold(desk.bench().tally().subscribe((_, _) -> draw.ask()));
    }

    @Override
    protected void closed() { draw.stop(); }

    private void draw() {
        var figures = Figures.of(desk.bench().turns(), desk.bench().tally().get());
        tiles.show(figures, SessionTiles.cost(desk));
        families.show(figures.families());
        recovery.show(figures.recovery());
        latency.show(figures.latency().stream().map(p -> new Figures.Point(p.turn(), p.value() / 1000)).toList());
    }
}
