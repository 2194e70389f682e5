package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.errands.ErrandsFile.Format;
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
import dev.kintsugi.workbench.kit.Twin;
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
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
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

/// Runs errands: which prompts there are, what goes wrong, what a run will do, what happens in it, and what came of it.
public final class ErrandsView extends View {
    private static final String GROUP = "Errands";

    private final Desk desk;
    private final ErrandsModel model;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.PLAN);
    private final BooleanProperty tables = new SimpleBooleanProperty();
    private final Map<Part, View> views = new EnumMap<>(Part.class);
    private final Map<String, Action> own = new LinkedHashMap<>();
    private final ListView<Entry> list = new ListView<>();
    private final Label title = Prose.words("Errands", "screen-title");
    private final Button run = new Button("Run", FontIcon.of(Feather.PLAY));
    private final Node start;
    private final Node stop;
    private final VBox trouble = new VBox();
    private final StackPane body = new StackPane();
    private final VBox page = new VBox();
    private final EmptyState none;
    private final EmptyState notRun;

    /// @param files   asks the person for files
    /// @param toBench shows the bench, where a prompt's turn is looked at
    public ErrandsView(Desk desk, ErrandsModel model, Files files, Runnable toBench) {
        this.desk = desk;
        this.model = model;
        actions(files, toBench).forEach(action -> own.put(action.id(), action));
        views.put(Part.PLAN, new PlanPane(desk, model));
        views.put(Part.LIVE, new LivePane(model));
        views.put(Part.RESULTS, new ResultsPane(desk, model, tables));
        views.put(Part.PROMPTS, new PromptsPane(model, action("look")));
        start = Tips.reason(run, model.blocked());
        stop = Buttons.text(action("stop"));
        none = new EmptyState(Feather.CHECK_SQUARE, "No prompts here",
                "The lab looks for them in demos/errands beside the program. Any other file will do: a JSON array of"
                        + " {\"prompt\": \"...\"}.",
                "Open a file of prompts", action("open").run());
        notRun = new EmptyState(Feather.CHECK_SQUARE, "Nothing was run yet",
                "The prompts are sent to an agent with ten tools while the tools' network fails as you set it. Each call"
                        + " appears here as it happens.",
                "Run the errands", this::begin);
    }

    private Action action(String name) {
        var action = own.get("errands." + name);
        if (action == null) {
            throw new IllegalArgumentException("no action errands." + name);
        }
        return action;
    }

    private List<Action> actions(Files files, Runnable toBench) {
        var all = new ArrayList<Action>();
        var nothing = Blocked.when(model.outcome().map(_ -> false).orElse(true), "Nothing was run yet");
        var unchosen = Blocked.when(model.choice().chosen().map(_ -> false).orElse(true),
                "Open a file of prompts first");
        all.add(of("run", "Run the errands").icon(Feather.PLAY).key("Shortcut+Shift+E").blocked(model.blocked())
                .run(this::begin));
        all.add(of("stop", "Stop the errands").icon(Feather.SQUARE)
                .blocked(Blocked.unless(model.running(), "No errands are being run")).run(model::stop));
        all.add(of("open", "Open a file of prompts").icon(Feather.FOLDER)
                .run(() -> files.open().ifPresent(model.choice()::open)));
        all.add(of("reload", "Read the prompts again").icon(Feather.REFRESH_CW).blocked(unchosen)
                .run(model.choice()::reload));
        for (var format : Format.values()) {
            all.add(of("export." + format.ending(), exporting(format)).icon(Feather.DOWNLOAD).blocked(nothing)
                    .run(() -> files.save(format).ifPresent(file -> model.export(format, file))));
        }
        all.add(of("look", "Look at it on the bench").icon(Feather.EYE).blocked(model.notToBench()).run(() -> {
            var picked = model.picked().get();
            if (picked != null) {
                model.look(picked, toBench);
            }
        }));
        return all;
    }

    private static Action.Builder of(String name, String words) {
        return Action.of("errands." + name, words).group(GROUP);
    }

    private static String exporting(Format format) {
        return switch (format) {
            case HTML -> "Export errands to read and print (HTML)";
            case CSV -> "Export errands as a table of prompts (CSV)";
            case JSON -> "Export all figures of errands for programs (JSON)";
        };
    }

    /// What can be done from every screen; it leads here.
    ///
    /// @param show brings this screen up
    public Action[] actions(Runnable show) {
        var all = new ArrayList<Action>();
        own.values().forEach(action -> all.add(action.id().equals("errands.stop") ? action : action.after(show)));
        for (var to : Part.values()) {
            all.add(Action.of("errands." + to.name().toLowerCase(Locale.ROOT),
                    "Errands: " + to.title().toLowerCase(Locale.ROOT)).group(GROUP).run(() -> {
                        part.set(to);
                        show.run();
                    }));
        }
        all.add(Action.of("errands.tables", "Errands: chart or table").group(GROUP).icon(Feather.LIST).run(() -> {
            show.run();
            part.set(Part.RESULTS);
            tables.set(!tables.get());
        }));
        return all.toArray(Action[]::new);
    }

    private void begin() {
        if (part.get() == Part.PLAN) {
            part.set(Part.LIVE);
        }
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
        list.setId("errands-list");
        list.setCellFactory(_ -> new TitleCell<>(Entry::title));
        list.getStyleClass().addAll("dense", "scenario-list");
        list.setAccessibleText("Files of prompts");
        VBox.setVgrow(list, Priority.ALWAYS);
        var heading = new Label("PROMPTS");
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
        run.setId("errands-run");
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.setOnAction(_ -> begin());
        Tips.on(run, action("run").title() + "  (" + action("run").keyText() + ")");
        var export = Buttons.menu(Feather.DOWNLOAD, "Export", "errands-export",
                Stream.of(Format.values()).map(format -> action("export." + format.ending())).toList());
        var head = new FlowPane(parts(), start, stop, export, asTables());
        head.getStyleClass().add("experiment-head");
        trouble.setId("errands-trouble");
        trouble.getStyleClass().addAll("card", "gap-8");
        VBox.setVgrow(body, Priority.ALWAYS);
        page.getChildren().addAll(title, head, trouble, body);
        page.getStyleClass().add("scenario-stage");
        none.setVisible(false);
        return new StackPane(page, none);
    }

    private Node parts() {
        var segments = new Segments<>(List.of(Part.values()), Part::title);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        segments.setAlignment(Pos.CENTER_LEFT);
        segments.chosen().bindBidirectional(part);
        return segments;
    }

    private Node asTables() {
        var words = new CheckBox("Show as tables");
        words.setMinWidth(Region.USE_PREF_SIZE);
        words.selectedProperty().bindBidirectional(tables);
        words.visibleProperty().bind(part.isEqualTo(Part.RESULTS));
        words.managedProperty().bind(words.visibleProperty());
        return words;
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
        listen(model.trouble(), this::tell);
        listen(model.outcome(), _ -> lay());
        listen(model.running(), _ -> lay());
        listen(part, _ -> lay());
    }

    @Override
    protected void closed() { views.values().forEach(View::close); }

    private void mark() {
        var file = model.choice().chosen().get();
        model.choice().entries().stream().filter(entry -> entry.file().equals(file)).findFirst().ifPresent(entry -> {
            list.getSelectionModel().select(entry);
            title.setText(entry.title());
        });
        page.setVisible(file != null);
        none.setVisible(file == null);
    }

    private void tell(@Nullable Problem wrong) {
        Twin.show(trouble, wrong != null);
        if (wrong != null) {
            trouble.getChildren().setAll(Prose.words(Words.sentence(wrong.what()), "strong", "danger-text"),
                    Prose.words(Words.sentence(wrong.why()), "mono"), Prose.words(Words.sentence(wrong.todo())));
            if (model.choice().trouble().get() != null) {
                trouble.getChildren().add(new HBox(Buttons.text(action("reload"))));
            }
        }
    }

    private void lay() {
        var running = model.running().get();
        run.setText(model.outcome().get() == null ? "Run" : "Run again");
        Focus.swap(running ? start : stop, running ? stop : start);
        notRun.offer(!running);
        var begun = model.outcome().get() != null || running && part.get() == Part.LIVE;
        var shown = part.get() == Part.PLAN || begun ? views.get(part.get()) : null;
        views.values().stream().filter(view -> view != shown).forEach(View::close);
        if (shown == null) {
            body.getChildren().setAll(notRun);
        } else {
            Focus.move(body, shown.node());
            shown.open();
        }
    }
}
