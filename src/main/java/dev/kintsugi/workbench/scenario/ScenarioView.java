package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.AfterLayout;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.FileColumn;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.TitleCell;
import dev.kintsugi.workbench.kit.TroubleCard;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Plays a script to the agent: its steps, the customer's patience, and the bill.
public final class ScenarioView extends View {
    /// In widths of text; with less, three columns do not stand side by side.
    private static final double LEAST_ROOM = 72;
    private static final Set<PlayerState> NOT_BEGUN = Set.of(PlayerState.NONE, PlayerState.BROKEN, PlayerState.CHOSEN);

    private final Desk desk;
    private final ScenarioModel model;
    private final Supplier<List<Shelved>> library;
    private final FileColumn<Shelved, Shelved> files;
    private final Label title = Prose.words("", "screen-title");
    private final Label description = Prose.words("", "muted");
    private final Lesson lesson;
    private final SaidCard said;
    private final StepList steps;
    private final Label stepsTitle = Worth.section("STEPS");
    private final TroubleCard trouble = new TroubleCard("scenario-trouble",
            Prose.words("Play reads the file again.", "muted"));
    private final Worth worth;
    private final PlayerBar bar;
    private final Interlude interlude;
    private final VBox stage = new VBox();
    private final EmptyState none = new EmptyState(Feather.FILM, "No scenario here",
            "The lab looks for them in the folders demos and scenarios beside the program. Any other file can be opened.",
            "Open a scenario", this::pickFile);
    private final BorderPane pane = new BorderPane();
    private final Page middle = new Page("The scenario");
    private final Page right = new Page("Patience, bills and what recovery saves");
    private boolean loaded;
    private boolean narrow;

    /// @param library reads the scenarios; may be slow, may throw a Problem when they cannot even be listed
    public ScenarioView(Desk desk, Supplier<List<Shelved>> library) {
        this(desk, new ScenarioModel(new LabPlayer(desk), desk.lab().playback()), library);
    }

    ScenarioView(Desk desk, ScenarioModel model, Supplier<List<Shelved>> library) {
        this.desk = desk;
        this.model = model;
        this.library = library;
        files = new FileColumn<>("Scenarios", model.scenarios(), scenario -> scenario, Shelved::title, this::pickFile);
        steps = new StepList(model::jump);
        bar = new PlayerBar(model);
        interlude = new Interlude(desk, model);
        lesson = new Lesson(model);
        said = new SaidCard(desk, model);
        worth = new Worth(model);
    }

    /// Chooses a scenario, as if it was picked from the list.
    public void choose(Shelved scenario) { model.picked().set(scenario); }

    @Override
    protected Parent build() {
        files.list().setCellFactory(_ -> new TitleCell<>(Shelved::title,
                file -> file.trouble() == null ? null : FontIcon.of(Feather.ALERT_TRIANGLE)));
        pane.setLeft(files);
        pane.setCenter(centre());
        right.getStyleClass().add("scenario-right-scroll");
        pane.getStyleClass().add("scenario");
        return pane;
    }

    private Node centre() {
        stage.getStyleClass().add("scenario-stage");
        stage.getChildren().addAll(title, description, bar, trouble, interlude, lesson, said, stepsTitle, steps);
        none.setVisible(false);
        middle.setContent(stage);
        var both = new StackPane(middle, none);
        both.getStyleClass().add("scenario-middle");
        return both;
    }

    @Override
    protected void opened() {
        load();
        hold(model.follow());
        hold(bar.follow());
        hold(interlude.follow());
        hold(lesson.follow());
        hold(said.follow());
        hold(worth.follow());
        hold(files.follow(desk.pump(), model.picked(), _ -> {}));
        listen(model.picked(), _ -> show());
        listen(model.chosen(), _ -> arrange());
        listen(model.trouble(), trouble::show);
        listen(model.played(), _ -> show());
        listen(model.predict(), _ -> show());
        listen(pane.sceneProperty().flatMap(Scene::widthProperty), _ -> arrange());
        hold(desk.appearance().zoom().subscribe(this::arrange));
        hold(model.savings().subscribe(saved -> {
            if (saved != null) {
                AfterLayout.run(worth, () -> (narrow ? middle : right).setVvalue(1));
            }
        }));
    }

    /// Where there is no room for a third column, what it cost stands below the steps. Of a file that cannot be read there is
    /// nothing to say there.
    private void arrange() {
        var scene = pane.getScene();
        if (scene == null) {
            return;
        }
        narrow = desk.appearance().room(scene.getWidth()) < LEAST_ROOM;
        var beside = !narrow && model.chosen().get() != null;
        if (beside && pane.getRight() == null) {
            stage.getChildren().remove(worth);
            right.setContent(worth);
            pane.setRight(right);
        } else if (!beside && (pane.getRight() != null || worth.getParent() == null)) {
            pane.setRight(null);
            right.setContent(null);
            stage.getChildren().add(worth);
        }
    }

    /// One key plays it, and again from the start with the same seed.
    ///
    /// @param show brings this screen up
    public Action replay(Runnable show) {
        return Action.of("scenario.replay", "Play or replay the scenario").group("Scenario")
                .icon(Feather.ROTATE_CCW).politeKey("Shortcut+R").run(() -> {
                    if (NOT_BEGUN.contains(model.state().get())) {
                        show.run();
                    }
                    model.replay();
                });
    }

    /// The scenario as a classroom needs it; open while one is played.
    public ScenarioGlance glance() { return new ScenarioGlance(desk, model); }

    /// Reads the library once, off the window's thread.
    private void load() {
        if (!loaded) {
            loaded = true;
            desk.jobs().run("Read the scenarios", _ -> {
                var read = library.get();
                desk.pump().inOrder(() -> {
                    model.scenarios().setAll(read);
                    if (model.picked().get() == null && !read.isEmpty()) {
                        model.picked().set(read.getFirst());
                    }
                    none.setVisible(model.picked().get() == null);
                });
                return "";
            });
        }
    }

    private void pickFile() {
        var chooser = new FileChooser();
        chooser.setTitle("Open a scenario");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Scenarios", "*.yaml", "*.yml"));
        var file = chooser.showOpenDialog(pane.getScene().getWindow());
        if (file != null) {
            model.open(file.toPath());
        }
    }

    private void show() {
        var picked = model.picked().get();
        stage.setVisible(picked != null);
        if (picked == null) {
            return;
        }
        none.setVisible(false);
        title.setText(picked.title());
        var scenario = picked.scenario();
        Twin.show(description, scenario != null);
        Twin.show(stepsTitle, scenario != null);
        Twin.show(steps, scenario != null);
        if (scenario != null) {
            description.setText(scenario.description());
            steps.show(scenario, model.played().get(), model.predict().get());
        }
    }
}
