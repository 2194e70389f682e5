package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Arm;
import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.FindingsText;
import dev.kintsugi.lab.experiment.FindingsText.Table;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Forest;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tile;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What an experiment found, or has found so far: tiles, and charts with their tables.
final class ResultsPane extends View {
    private static final double SECOND = 0.001;

    private final ExperimentModel model;
    private final BooleanProperty tables;
    private final LiveLabel state = new LiveLabel();
    private final Levels levels = new Levels(this::draw);
    private final FlowPane tiles = new FlowPane();
    private final Map<String, Tile> byName = new LinkedHashMap<>();
    private final Forest success;
    private final Forest differences;
    private final Forest recovered;
    private final Forest claimed;
    private final Forest patterns;
    private final Curves traces = new Curves("conversations");
    private final Curves sound = new Curves("seconds from the message");
    private final Curves reliability = new Curves("k");
    private final FlowPane surfaces = new FlowPane();
    private final Map<String, Curves> surfaceOf = new LinkedHashMap<>();
    private final Map<Region, Twin> twins = new LinkedHashMap<>();
    private String surfaceShape = "";

    ResultsPane(ExperimentModel model, Appearance looks, BooleanProperty tables) {
        this.model = model;
        this.tables = tables;
        success = new Forest(looks);
        differences = new Forest(looks);
        recovered = new Forest(looks);
        claimed = new Forest(looks);
        patterns = new Forest(looks);
        surfaces.getStyleClass().add("experiment-surfaces");
        for (var chart : List.<Region>of(patterns, success, differences, surfaces, reliability, recovered,
                claimed, sound, traces)) {
            twins.put(chart, new Twin(chart, looks));
        }
    }

    @Override
    protected Parent build() {
        Prose.wrap(state);
        state.setMinHeight(Region.USE_PREF_SIZE);
        state.getStyleClass().add("muted");
        state.setId("experiment-state");
        tiles.getStyleClass().add("experiment-tiles");
        tiles.setId("experiment-tiles");
        var body = new VBox(state, levels, tiles);
        body.getChildren().addAll(twins.values());
        body.getStyleClass().addAll("experiment-figures", "beside-bar");
        var scroll = new Page("Results", body);
        scroll.setId("experiment-results");
        return scroll;
    }

    @Override
    protected void opened() {
        listen(tables, on -> twins.values().forEach(twin -> twin.table(on)));
        listen(model.findings(), _ -> draw());
    }

    private void draw() {
        var found = model.findings().get();
        if (found == null) {
            return;
        }
        var plan = found.results().plan();
        state.say(FindingsText.intro(found).getLast());
        levels.offer(plan);
        var figures = new Figures(found, levels.epsilon(), levels.lambda());
        tiles(found, figures);
        success.show(figures.success());
        show(success, Table.EPISODES, found, "Success, of all episodes", true);
        differences.show(figures.differences());
        show(differences, Table.AGAINST, found, "Against " + plan.baseline().title() + ", on the same conversations",
                plan.arms().size() > 1);
        patterns.show(figures.patterns());
        show(patterns, Table.PATTERNS, found, "Saved by a pattern alone", !plan.ablation().isEmpty());
        surface(found, figures);
        reliability.show(figures.reliability(), 1);
        show(reliability, Table.REPEATED, found, "pass^k: all of k trials succeed",
                plan.trials() > 1 && plan.ks().size() > 1);
        recovered.show(figures.recovered());
        show(recovered, Table.FAILURES, found, "Failures delivered sound, of those that reached the agent", true);
        claimed.show(figures.claimed());
        show(claimed, Table.CLAIMS, found, "Claimed success after failure, of all episodes", true);
        var curves = figures.sound();
        sound.show(curves, 0);
        show(sound, Table.TIMES, found, "Time to a sound reply, share of failures", true, !curves.isEmpty());
        traces.show(figures.traces(), 0);
        show(traces, Table.EPISODES, found, "Success, as conversations come", true,
                !found.results().tasks().isEmpty());
    }

    private void show(Region chart, Table table, Findings found, String name, boolean asked) {
        show(chart, table, found, name, asked, true);
    }

    private void show(Region chart, Table table, Findings found, String name, boolean asked, boolean data) {
        var twin = twins.get(chart);
        var sheet = FindingsText.sheet(found, table);
        if (twin != null) {
            Twin.show(twin, asked && sheet.isPresent());
            sheet.filter(_ -> asked).ifPresent(s -> twin.show(name, s.note() + more(chart, found), s, data));
        }
    }

    private static String more(Region chart, Findings found) {
        var plan = found.results().plan();
        var main = Figures.main(plan).stream().map(Arm::title).toList();
        return chart instanceof Curves && main.size() < plan.arms().size()
                ? " Lines of " + String.join(", ", main) + "."
                : "";
    }

    private void tiles(Findings found, Figures figures) {
        var plan = found.results().plan();
        var wanted = new LinkedHashMap<String, Tile>();
        var shown = Figures.main(plan);
        for (var arm : shown) {
            var rate = figures.cell(arm).success();
            var tile = tile(wanted, "success, " + arm.title() + (arm == plan.baseline() && plan.arms().size() > 1
                    ? " (baseline)"
                    : ""));
            tile.rate(rate);
        }
        for (var arm : shown) {
            if (!arm.equals(plan.baseline())) {
                var against = figures.against(arm);
                price(tile(wanted, "calls for a saved episode, " + arm.title()), against.callsPrice(), "calls");
                price(tile(wanted, "time for a saved episode, " + arm.title()), against.msPrice().in(SECOND), "s");
            }
        }
        if (!List.copyOf(wanted.values()).equals(tiles.getChildren())) {
            byName.clear();
            byName.putAll(wanted);
            tiles.getChildren().setAll(wanted.values());
        }
    }

    private Tile tile(Map<String, Tile> wanted, String name) {
        var tile = byName.getOrDefault(name, new Tile(name));
        wanted.put(name, tile);
        return tile;
    }

    private static void price(Tile tile, Price price, String unit) {
        if (price.each().isEmpty()) {
            tile.show("no data", "no more succeed");
        } else {
            var words = FindingsText.one(price, unit).split(" (?=\\()", 2);
            tile.show(words[0], words.length > 1 ? words[1] : "");
        }
    }

    /// With two kinds of level a chart for each arm, with one a chart of all.
    private void surface(Findings found, Figures figures) {
        var plan = found.results().plan();
        var both = plan.epsilons().size() > 1 && plan.lambdas().size() > 1;
        var any = plan.epsilons().size() > 1 || plan.lambdas().size() > 1;
        var shape = both + " " + plan.lambdas().size() + plan.arms().stream().map(a -> a.name()).toList();
        if (!shape.equals(surfaceShape)) {
            surfaceShape = shape;
            surfaceOf.clear();
            surfaces.getChildren().clear();
            names(plan, both).forEach(name -> surfaces.getChildren().add(surfaceChart(plan, name)));
        }
        if (any) {
            names(plan, both).forEach(name -> {
                var chart = surfaceOf.get(name);
                if (chart != null) {
                    chart.show(both ? figures.surface(arm(plan, name), levels.k()) : figures.edge(levels.k()), 0);
                }
            });
        }
        show(surfaces, plan.trials() > 1 ? Table.REPEATED : Table.EPISODES, found,
                "R(k, ε, λ), the reliability surface, for k = " + levels.k(), any);
    }

    private static List<String> names(Experiment plan, boolean both) {
        return both
                ? Figures.main(plan).stream().map(Arm::title).toList()
                : List.of("");
    }

    private static Arm arm(Experiment plan, String name) {
        return plan.arms().stream().filter(a -> a.title().equals(name)).findFirst().orElseThrow();
    }

    private VBox surfaceChart(Experiment plan, String name) {
        var chart = new Curves(plan.lambdas().size() > 1 ? "λ, times the chances" : "ε, share of words");
        surfaceOf.put(name, chart);
        var title = new Label(name);
        title.getStyleClass().add("strong");
        Twin.show(title, !name.isEmpty());
        var box = new VBox(title, chart);
        box.getStyleClass().add(name.isEmpty() ? "whole-surface" : "arm-surface");
        return box;
    }
}
