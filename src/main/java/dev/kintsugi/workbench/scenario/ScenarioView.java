package dev.kintsugi.workbench.scenario;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.History;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Plays a script to the agent: its steps, the customer's patience, and the bill.
public final class ScenarioView extends View {
    private final Desk desk;
    private final ScenarioModel model;
    private final Supplier<List<Scenario>> library;
    private final ListView<Scenario> list;
    private final Label title = words("screen-title");
    private final Label description = words("muted");
    private final Label teacher = words("teacher");
    private final Label look = words("muted");
    private final StepList steps;
    private final PatienceChart patience = new PatienceChart();
    private final Label why = words("muted", "small");
    private final BillTable bill = new BillTable();
    private final SavingsTable savings = new SavingsTable();
    private final PlayerBar bar;
    private final VBox stage = new VBox();
    private boolean loaded;

    /// @param library reads the scenarios that can be played; may be slow, may throw a Problem
    public ScenarioView(Desk desk, Supplier<List<Scenario>> library) {
        this(desk, new ScenarioModel(new LabPlayer(desk), desk.lab().playback()), library);
    }

    ScenarioView(Desk desk, ScenarioModel model, Supplier<List<Scenario>> library) {
        this.desk = desk;
        this.model = model;
        this.library = library;
        list = new ListView<>(model.scenarios());
        steps = new StepList(model::jump);
        bar = new PlayerBar(model);
    }

    /// Chooses a scenario, as if it was picked from the list.
    public void choose(Scenario scenario) { model.chosen().set(scenario); }

    @Override
    protected Parent build() {
        var pane = new BorderPane(centre());
        pane.setLeft(left());
        pane.setRight(right());
        pane.getStyleClass().add("scenario");
        return pane;
    }

    private Node left() {
        list.setCellFactory(_ -> new Cell());
        list.getStyleClass().addAll("dense", "scenario-list");
        list.setAccessibleText("Scenarios");
        list.getSelectionModel().selectedItemProperty().subscribe((_, to) -> {
            if (to != null) {
                model.chosen().set(to);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        var open = new Button("Open a file", FontIcon.of(Feather.FOLDER));
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(_ -> pickFile());
        var column = new VBox(section("SCENARIOS"), list, open);
        column.getStyleClass().add("scenario-left");
        return column;
    }

    private Node centre() {
        stage.getStyleClass().add("scenario-stage");
        stage.getChildren().addAll(title, description, bar, teacher, look, section("STEPS"), steps);
        return scroll(stage);
    }

    private Node right() {
        var compare = new Button("Compare off and on", FontIcon.of(Feather.COLUMNS));
        compare.setOnAction(_ -> model.compare());
        var none = Blocked.when(model.state().map(s -> s == PlayerState.NONE), "Choose a scenario first");
        var column = new VBox(section("PATIENCE"), patience, why, section("LEDGER"), bill,
                section("WHAT RECOVERY SAVES, ITEM BY ITEM"), new HBox(Tips.reason(compare, none)), savings);
        column.getStyleClass().add("scenario-right");
        return scroll(column);
    }

    private static ScrollPane scroll(Region content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    private static Label section(String words) {
        var label = new Label(words);
        label.getStyleClass().addAll("section-title", "section-gap");
        return label;
    }

    private static Label words(String... classes) {
        var label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    @Override
    protected void opened() {
        load();
        hold(model.follow());
        hold(bar.follow());
        hold(patience.follow());
        listen(model.chosen(), scenario -> {
            list.getSelectionModel().select(scenario);
            show();
        });
        listen(model.played(), _ -> show());
        listen(model.predict(), _ -> show());
        listen(model.savings(), savings::show);
        hold(desk.actions().add(Action.of("scenario.replay", "Play the scenario again with the same seed")
                .group("Scenario").icon(Feather.ROTATE_CCW).politeKey("R")
                .blocked(Blocked.when(model.state().map(s -> s == PlayerState.NONE), "Choose a scenario first"))
                .run(model::replay)));
    }

    /// Reads the library once, off the window's thread.
    private void load() {
        if (!loaded) {
            loaded = true;
            desk.jobs().run("Read the scenarios", _ -> {
                var read = library.get();
                desk.pump().inOrder(() -> {
                    model.scenarios().setAll(read);
                    if (model.chosen().get() == null && !read.isEmpty()) {
                        model.chosen().set(read.getFirst());
                    }
                    list.getSelectionModel().select(model.chosen().get());
                });
                return "";
            });
        }
    }

    private void pickFile() {
        var chooser = new FileChooser();
        chooser.setTitle("Open a scenario");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Scenarios", "*.yaml", "*.yml"));
        var file = chooser.showOpenDialog(list.getScene().getWindow());
        if (file != null) {
            try {
                model.open(file.toPath());
            } catch (Problem problem) {
                desk.notices().problem(problem);
            }
        }
    }

    private void show() {
        var scenario = model.chosen().get();
        stage.setVisible(scenario != null);
        if (scenario == null) {
            return;
        }
        var at = model.played().get();
        title.setText(scenario.title());
        description.setText(scenario.description());
        steps.show(scenario, at);
        patience.show(scenario, at);
        why.setText(at == null ? "Full, before anything happened." : at.patience().why());
        bill.show(at == null ? Bill.of(scenario, History.EMPTY) : at.bill());
        say(teacher, model.predict().get() ? model.next().map(ScriptStep::question).orElse("") : "", "Predict: ");
        say(look, model.last().map(ScriptStep::look).orElse(""), "Look at: ");
    }

    private static void say(Label label, String text, String before) {
        label.setText(text.isEmpty() ? "" : before + text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private static final class Cell extends ListCell<Scenario> {
        @Override
        protected void updateItem(@Nullable Scenario scenario, boolean empty) {
            super.updateItem(scenario, empty);
            setText(empty || scenario == null ? null : scenario.title());
        }
    }
}
