package dev.kintsugi.workbench.kit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The frame of a screen that runs what stands in files. At its left the files; beside them the title of the chosen one, what
/// starts, stops and exports a run, and the parts that show it, one at a time. On the FX thread only.
///
/// It needs the actions `run`, `stop` and at least one below `export`.
///
/// @param <P> the parts, in their order; the first can be looked at before anything was run
public final class RunFrame<P extends Enum<P>> {
    private final ScreenActions actions;
    private final List<P> all;
    private final P results;
    private final Function<P, String> words;
    private final EmptyState none;
    private final EmptyState notRun;
    private final ObjectProperty<P> part;
    private final BooleanProperty tables = new SimpleBooleanProperty();
    private final Map<P, View> views;
    private final Label title = Prose.words("", "screen-title");
    private final Button run = new Button("Run", FontIcon.of(Feather.PLAY));
    private final Node start;
    private final Node stop;
    private final StackPane body = new StackPane();
    private final VBox page = new VBox();

    /// @param results the part that has charts, which can be shown as tables
    /// @param none    stands where no file is chosen
    /// @param notRun  stands where a part would be that shows a run, before there is one
    public RunFrame(ScreenActions actions, P results, Function<P, String> words, EmptyState none, EmptyState notRun) {
        this.actions = actions;
        this.results = results;
        this.words = words;
        this.none = none;
        this.notRun = notRun;
        var type = results.getDeclaringClass();
        all = List.of(type.getEnumConstants());
        views = new EnumMap<>(type);
        part = new SimpleObjectProperty<>(all.getFirst());
        start = Tips.reason(run, actions.get("run").blocked());
        stop = Buttons.text(actions.get("stop"));
    }

    /// What shows a part; each part needs one.
    public void put(P where, View view) { views.put(where, view); }

    /// Which part is wanted.
    public ObjectProperty<P> part() { return part; }

    /// Whether tables are wanted instead of charts.
    public BooleanProperty tables() { return tables; }

    /// @param fields stand before what starts a run
    /// @param note   stands above the parts' place
    public Parent build(FileColumn<?, ?> files, List<Node> fields, @Nullable Node note) {
        run.getStyleClass().add("accent");
        run.setId(actions.screen() + "-run");
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.setOnAction(_ -> actions.get("run").run().run());
        Tips.on(run, actions.get("run").title() + "  (" + actions.get("run").keyText() + ")");
        var head = new FlowPane();
        head.getChildren().addAll(fields);
        head.getChildren().addAll(start, stop, Buttons.menu(Feather.DOWNLOAD, "Export", actions.screen() + "-export",
                actions.below("export")));
        head.getStyleClass().add("experiment-head");
        VBox.setVgrow(body, Priority.ALWAYS);
        page.getChildren().addAll(title, head, parts());
        if (note != null) {
            page.getChildren().add(note);
        }
        page.getChildren().add(body);
        page.getStyleClass().add("scenario-stage");
        files.list().setId(actions.screen() + "-list");
        var pane = new BorderPane();
        pane.setLeft(files);
        pane.setCenter(new StackPane(page, none));
        pane.getStyleClass().add("scenario");
        return pane;
    }

    private Node parts() {
        var segments = new Segments<>(all, words);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        segments.setAlignment(Pos.CENTER_LEFT);
        segments.chosen().bindBidirectional(part);
        var asTables = new CheckBox("Show as tables");
        asTables.setMinWidth(Region.USE_PREF_SIZE);
        asTables.selectedProperty().bindBidirectional(tables);
        asTables.visibleProperty().bind(part.isEqualTo(results));
        asTables.managedProperty().bind(asTables.visibleProperty());
        var row = new FlowPane(segments, asTables);
        row.getStyleClass().add("experiment-head");
        return row;
    }

    /// What can be done from every screen.
    ///
    /// @param show brings this screen up
    public Action[] actions(Runnable show) {
        var to = new ArrayList<Action>();
        for (var where : all) {
            to.add(actions.of(where.name().toLowerCase(Locale.ROOT),
                    actions.group() + ": " + words.apply(where).toLowerCase(Locale.ROOT)).run(() -> {
                        part.set(where);
                        show.run();
                    }));
        }
        to.add(actions.of("tables", actions.group() + ": charts or tables").icon(Feather.LIST).run(() -> {
            show.run();
            part.set(results);
            tables.set(!tables.get());
        }));
        return Stream.concat(actions.leading(show, Set.of("stop")), to.stream()).toArray(Action[]::new);
    }

    /// What is called so is chosen.
    public void say(String name) { title.setText(name); }

    /// Whether a file is chosen at all.
    public void chosen(boolean any) {
        page.setVisible(any);
        none.setVisible(!any);
    }

    /// @param running whether there is something to stop, and nothing to start
    /// @param verb    what a start is called now
    public void run(boolean running, String verb) {
        run.setText(verb);
        Focus.swap(running ? start : stop, running ? stop : start);
    }

    /// Shows a part, or, for null, that nothing was run.
    public void show(@Nullable P where) {
        var shown = where == null ? null : views.get(where);
        views.values().stream().filter(view -> view != shown).forEach(View::close);
        if (shown == null) {
            Focus.move(body, notRun);
        } else {
            Focus.move(body, shown.node());
            shown.open();
        }
    }

    public void close() { views.values().forEach(View::close); }
}
