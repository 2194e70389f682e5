package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.FindingsFile.Format;
import dev.kintsugi.lab.experiment.PlanText;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Focus;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.TitleCell;
import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Runs experiments: which ones there are, what each will do, what it finds while it is played, and its episodes.
public final class ExperimentView extends View {
    private static final String GROUP = "Experiment";

    private final Desk desk;
    private final ExperimentModel model;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.PLAN);
    private final BooleanProperty tables = new SimpleBooleanProperty();
    private final Map<Part, View> views = new EnumMap<>(Part.class);
    private final Map<String, Action> own;
    private final ListView<Entry> list = new ListView<>();
    private final Label title = Prose.words("", "screen-title");
    private final Button run = new Button("Run", FontIcon.of(Feather.PLAY));
    private final Node start;
    private final Node stop;
    private final StackPane body = new StackPane();
    private final VBox page = new VBox();
    private final EmptyState none;
    private final EmptyState notRun;

    /// @param files  asks the person for files and folders
    /// @param toBench shows the bench, where an episode is looked at
    public ExperimentView(Desk desk, ExperimentModel model, Files files, Runnable toBench) {
        this.desk = desk;
        this.model = model;
        this.own = actions(model, files, toBench);
        views.put(Part.PLAN, new PlanPane(model, desk.appearance(), action("reload"), action("open"), action("folder"),
                action("nowhere")));
        views.put(Part.RESULTS, new ResultsPane(model, desk.appearance(), tables));
        views.put(Part.EPISODES, new EpisodesPane(model, action("look")));
        start = Tips.reason(run, model.blocked());
        stop = Buttons.text(action("stop"));
        none = new EmptyState(Feather.BAR_CHART_2, "No experiment here",
                "The lab looks for them in the folder scenarios/experiments beside the program. Any other file can be"
                        + " opened.",
                "Open an experiment file", action("open").run());
        notRun = new EmptyState(Feather.BAR_CHART_2, "It was not run yet", "", "Run it", this::begin);
    }

    private Action action(String name) {
        var action = own.get("experiment." + name);
        if (action == null) {
            throw new IllegalArgumentException("no action experiment." + name);
        }
        return action;
    }

    private Map<String, Action> actions(ExperimentModel model, Files files, Runnable toBench) {
        var all = new LinkedHashMap<String, Action>();
        var list = new ArrayList<Action>();
        var nothing = Blocked.when(model.findings().map(_ -> false).orElse(true),
                "Nothing was found yet: run it first");
        var unchosen = Blocked.when(model.choice().chosen().map(_ -> false).orElse(true), "Choose an experiment first");
        list.add(of("run", "Run the experiment").icon(Feather.PLAY).key("Shortcut+Shift+R").blocked(model.blocked())
                .run(this::begin));
        list.add(of("stop", "Stop the experiment").icon(Feather.SQUARE)
                .blocked(Blocked.unless(model.running(), "No experiment is being played")).run(model::stop));
        list.add(of("open", "Open an experiment file").icon(Feather.FOLDER)
                .run(() -> files.open().ifPresent(model.choice()::open)));
        list.add(of("reload", "Read the file again").icon(Feather.REFRESH_CW).blocked(unchosen)
                .run(model.choice()::reload));
        list.add(of("folder", "Keep the results in a folder").icon(Feather.SAVE).blocked(unchosen)
                .run(() -> files.folder().ifPresent(model::keepIn)));
        list.add(of("nowhere", "Keep them in no folder").icon(Feather.X)
                .blocked(Blocked.when(model.folder().map(_ -> false).orElse(true), "They are kept in no folder"))
                .run(() -> model.keepIn(null)));
        for (var format : Format.values()) {
            list.add(of("export." + format.ending(), exporting(format)).icon(Feather.DOWNLOAD).blocked(nothing)
                    .run(() -> files.save(format).ifPresent(file -> model.export(format, file))));
        }
        list.add(of("look", "Look at the episode on the bench").icon(Feather.EYE)
                .blocked(Blocked.when(model.picked().map(_ -> false).orElse(true), "Pick an episode first"))
                .run(() -> {
                    var picked = model.picked().get();
                    if (picked != null) {
                        model.look(picked, toBench);
                    }
                }));
        list.forEach(action -> all.put(action.id(), action));
        return all;
    }

    private static Action.Builder of(String name, String words) {
        return Action.of("experiment." + name, words).group(GROUP);
    }

    private static String exporting(Format format) {
        return switch (format) {
            case CSV -> "Export the episodes as a table (CSV)";
            case HTML -> "Export the report to read and print (HTML)";
            case JSON -> "Export all figures for programs (JSON)";
        };
    }

    /// What can be done from every screen; it leads here.
    ///
    /// @param show brings this screen up
    public Action[] actions(Runnable show) {
        var all = new ArrayList<Action>();
        own.values().forEach(action -> all.add(action.id().equals("experiment.stop") ? action : action.after(show)));
        for (var to : Part.values()) {
            all.add(Action.of("experiment." + to.name().toLowerCase(Locale.ROOT),
                    "Experiment: " + to.title().toLowerCase(Locale.ROOT)).group(GROUP).run(() -> {
                        part.set(to);
                        show.run();
                    }));
        }
        all.add(Action.of("experiment.tables", "Experiment: charts or tables").group(GROUP).icon(Feather.LIST)
                .run(() -> {
                    show.run();
                    part.set(Part.RESULTS);
                    tables.set(!tables.get());
                }));
        return all.toArray(Action[]::new);
    }

    private void begin() {
        part.set(Part.RESULTS);
        model.run();
    }

    @Override
    protected Parent build() {
        var pane = new BorderPane(centre());
        pane.setLeft(left());
        pane.getStyleClass().add("scenario");
        return pane;
    }

    private Node left() {
        list.setItems(model.choice().entries());
        list.setId("experiment-list");
        list.setCellFactory(_ -> new TitleCell<>(Entry::title,
                entry -> entry.trouble() == null ? null : FontIcon.of(Feather.ALERT_TRIANGLE)));
        list.getStyleClass().addAll("dense", "scenario-list");
        list.setAccessibleText("Experiments");
        VBox.setVgrow(list, Priority.ALWAYS);
        var heading = new Label("EXPERIMENTS");
        heading.getStyleClass().addAll("section-title", "section-gap");
        var open = new Button("Open a file", FontIcon.of(Feather.FOLDER));
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(_ -> action("open").run().run());
        var column = new VBox(heading, list, open);
        column.getStyleClass().add("scenario-left");
        return column;
    }

    private Node centre() {
        run.getStyleClass().add("accent");
        run.setId("experiment-run");
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.setOnAction(_ -> begin());
        Tips.on(run, action("run").title() + "  (" + action("run").keyText() + ")");
        var export = Buttons.menu(Feather.DOWNLOAD, "Export", "experiment-export",
                Stream.of(Format.values()).map(format -> action("export." + format.ending())).toList());
        var head = new FlowPane(field("Conversations", "experiment-conversations", model.choice().conversations()),
                field("Seed", "experiment-seed", model.choice().seed()), start, stop,
                export);
        head.getStyleClass().add("experiment-head");
        VBox.setVgrow(body, Priority.ALWAYS);
        page.getChildren().addAll(title, head, parts(), body);
        page.getStyleClass().add("scenario-stage");
        none.setVisible(false);
        return new StackPane(page, none);
    }

    private Node parts() {
        var segments = new Segments<>(List.of(Part.values()), Part::title);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        segments.chosen().bindBidirectional(part);
        var words = new CheckBox("Show as tables");
        words.setMinWidth(Region.USE_PREF_SIZE);
        words.selectedProperty().bindBidirectional(tables);
        words.visibleProperty().bind(part.isEqualTo(Part.RESULTS));
        var row = new HBox(segments, words);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-12");
        return row;
    }

    private static Node field(String name, String id, StringProperty text) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(text);
        field.getStyleClass().addAll("mono", "experiment-number");
        var label = new Label(name);
        label.getStyleClass().add("muted");
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("gap-8");
        return box;
    }

    @Override
    protected void opened() {
        model.choice().look();
        hold(list.getSelectionModel().selectedItemProperty().subscribe((_, entry) -> {
            if (entry != null) {
                model.choice().chosen().set(entry.file());
            }
        }));
        // Once the list has taken them over: it forgets what was selected.
        hold(model.choice().entries().subscribe(() -> desk.pump().inOrder(this::mark)));
        listen(model.choice().chosen(), _ -> mark());
        listen(model.choice().plan(), this::tell);
        listen(model.choice().trouble(), _ -> lay());
        listen(model.findings(), _ -> lay());
        listen(model.running(), _ -> lay());
        listen(part, _ -> lay());
    }

    @Override
    protected void closed() { views.values().forEach(View::close); }

    private void mark() {
        var file = model.choice().chosen().get();
        model.choice().entries().stream().filter(entry -> entry.file().equals(file)).findFirst().ifPresent(entry -> {
            list.getSelectionModel().select(entry);
            if (model.choice().plan().get() == null) {
                title.setText(entry.title());
            }
        });
        page.setVisible(file != null);
        none.setVisible(file == null);
    }

    private void tell(@Nullable Experiment plan) {
        if (plan != null) {
            title.setText(plan.title());
            notRun.say("It was not run yet", Words.counted(PlanText.all(plan), "episode")
                    + " are played in virtual time: no key is needed and nothing is waited for. What is found appears"
                    + " here while they are played.");
        }
        lay();
    }

    private void lay() {
        run.setText(model.goesOn() ? "Go on" : model.findings().get() == null ? "Run" : "Run again");
        var running = model.running().get();
        Focus.swap(running ? start : stop, running ? stop : start);
        notRun.offer(model.blocked().getValue().isEmpty());
        var found = model.findings().get() != null;
        // Where nothing was found, what is wrong has to be mended first.
        var wanted = found || model.choice().trouble().get() == null ? part.get() : Part.PLAN;
        var shown = wanted == Part.PLAN || found ? views.get(wanted) : null;
        views.values().stream().filter(view -> view != shown).forEach(View::close);
        if (shown == null) {
            body.getChildren().setAll(notRun);
        } else {
            Focus.move(body, shown.node());
            shown.open();
        }
    }
}
