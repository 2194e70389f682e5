package dev.kintsugi.workbench.errands;

import dev.kintsugi.report.audit.ErrandsText;
import dev.kintsugi.report.audit.Sheet;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.stats.Median;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Forest;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.SheetTable;
import dev.kintsugi.workbench.kit.Tile;
import dev.kintsugi.workbench.kit.Track;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What came of a run, or has come of it so far: tiles, a chart of the tools with its table, and further tables.
final class ResultsPane extends View {
    private final Desk desk;
    private final ErrandsModel model;
    private final BooleanProperty tables;
    private final LiveLabel state = new LiveLabel();
    private final Label settings = Prose.words("", "muted", "small");
    private final Tile prompts = new Tile("prompts answered in the end");
    private final Tile tools = new Tile("tries of tools answered");
    private final Tile toxics = new Tile("tries behind a toxic");
    private final Tile errors = new Tile("tries with a simulated error");
    private final Tile done = new Tile("acts known to be done");
    private final Tile despite = new Tile("answered although a tool had failed to the end");
    private final Tile response = new Tile("median response time");
    private final Tile cost = new Tile("calls of the model");
    private final Tile broken = new Tile("prompts that broke by themselves");
    private final Forest byTool;
    private final Twin chart;
    private final List<Table> others;

    /// A table with its heading.
    private static final class Table extends VBox {
        private final Label title = Prose.words("", "settings-heading");
        private final Label note = Prose.words("", "muted", "small");
        private final SheetTable rows;

        Table(Desk desk) {
            rows = new SheetTable(desk.appearance());
            getStyleClass().addAll("card", "gap-8");
            getChildren().addAll(title, note, rows);
        }

        void show(Sheet sheet) {
            Twin.show(this, !sheet.rows().isEmpty());
            title.setText(sheet.title());
            note.setText(sheet.note());
            Twin.show(note, !sheet.note().isEmpty());
            rows.show(sheet);
        }
    }

    ResultsPane(Desk desk, ErrandsModel model, BooleanProperty tables) {
        this.desk = desk;
        this.model = model;
        this.tables = tables;
        this.byTool = new Forest(desk.appearance());
        this.chart = new Twin(byTool, desk.appearance());
        this.others = List.of(new Table(desk), new Table(desk), new Table(desk));
    }

    @Override
    protected Parent build() {
        Prose.wrap(state);
        state.setMinHeight(Region.USE_PREF_SIZE);
        var tiles = new FlowPane(prompts, tools, toxics, errors, done, despite, response, cost, broken);
        tiles.getStyleClass().add("experiment-tiles");
        tiles.setId("errands-tiles");
        var body = new VBox(state, settings, tiles, chart);
        body.getChildren().addAll(others);
        body.getStyleClass().addAll("experiment-figures", "beside-bar");
        var scroll = new Page("Results", body);
        scroll.setId("errands-results");
        return scroll;
    }

    @Override
    protected void opened() {
        listen(tables, chart::table);
        listen(model.outcome(), this::show);
        hold(desk.prices().known().subscribe(() -> show(model.outcome().get())));
    }

    private void show(@Nullable Outcome came) {
        if (came == null) {
            return;
        }
        var found = came.findings();
        state.say(ErrandsPage.state(came) + ". The log is session " + came.session().value() + ".");
        settings.setText(ErrandsPage.settings(came));
        prompts.rate(found.prompts());
        tools.rate(found.tools());
        toxics.rate(found.toxics());
        errors.rate(found.simulated());
        done.rate(found.done());
        despite.rate(found.despite());
        broken.show(Integer.toString(found.broken()), "in no rate");
        Twin.show(broken, found.broken() > 0);
        response(found);
        cost(came);
        chart(found);
        others.get(0).show(ErrandsText.errors(found));
        others.get(1).show(ErrandsText.acts(found));
        others.get(2).show(ErrandsText.latencies(found));
    }

    private void response(ErrandsFindings found) {
        var took = found.sendings().stream().map(Sending::tookMs).toList();
        if (took.isEmpty()) {
            response.noData();
        } else {
            response.show(Words.seconds(Median.of(took).orElse(0)),
                    "95\u00a0% within " + Words.seconds(ErrandsFindings.percentile(took, 95)));
        }
    }

    private void cost(Outcome came) {
        var calls = came.calls();
        cost.show(Integer.toString(calls.size()), desk.prices().words(calls).orElse("simulated, no cost"));
    }

    private void chart(ErrandsFindings found) {
        byTool.show(new Forest.Chart(Track.Scale.SHARE, Shares::whole,
                found.byTool().entrySet().stream().map(tool -> row(tool.getKey(), tool.getValue())).toList()));
        var sheet = ErrandsText.tools(found);
        chart.show(sheet.title(), sheet.note(), sheet, !sheet.rows().isEmpty());
    }

    private static Forest.Row row(String tool, Rate rate) {
        return new Forest.Row(tool, rate.n() == 0
                ? null
                : new Track(Track.Scale.SHARE, rate.value().orElse(0), rate.low(), rate.high()),
                Shares.rate(rate));
    }
}
