package dev.kintsugi.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.experiment.Experiments;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.FindingsFile;
import dev.kintsugi.lab.experiment.FindingsFile.Format;
import dev.kintsugi.lab.experiment.Playing;
import dev.kintsugi.lab.experiment.Results;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Forest;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ExperimentViewTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @TempDir
    Path folder;

    private final AtomicBoolean onBench = new AtomicBoolean();
    private Desk desk;
    private ExperimentModel model;
    private Path chosen = HOME;

    @Start
    void start(Stage stage) {
        desk = OPEN.desk();
        model = new ExperimentModel(desk, HOME);
        var view = new ExperimentView(desk, model, new Chosen(), () -> onBench.set(true));
        desk.actions().add(view.actions(() -> {}));
        Desks.show(stage, desk, view, 1200, 760);
    }

    /// Whoever is asked for a file names the one that the test has in mind.
    private final class Chosen implements dev.kintsugi.workbench.experiment.Files {
        @Override
        public Optional<Path> open() { return Optional.of(chosen); }

        @Override
        public Optional<Path> folder() { return Optional.of(chosen); }

        @Override
        public Optional<Path> copy(Path of) { return Optional.of(folder.resolve("mine.yaml")); }

        @Override
        public Optional<Path> save(Format format) { return Optional.of(chosen); }
    }

    @BeforeEach
    void small() throws IOException { chosen = Files.writeString(folder.resolve("small.yaml"), """
            title: A small one
            description: For a test.
            seed: 7
            episodes: 6
            conversation: {before: 1, fail: [api_timeout, hallucination]}
            arms: [{name: none}, {name: standard, policy: standard}]
            """); }

    private static <T> T ask(Supplier<T> work) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work::get));
    }

    private static void until(BooleanSupplier there) { await().atMost(PATIENCE).until(() -> ask(there::getAsBoolean)); }

    private void opened(FxRobot robot) {
        robot.clickOn("Open a file");
        until(() -> model.choice().plan().get() != null && model.choice().plan().get().title().equals("A small one"));
    }

    private void played(FxRobot robot) {
        robot.clickOn("#experiment-run");
        until(() -> !model.running().get() && model.findings().get() != null);
    }

    private Findings found() { return Objects.requireNonNull(ask(() -> model.findings().get())); }

    @Test
    void theOnesThatShipAreThereAndEachSaysWhatItWillDo(FxRobot robot) {
        until(() -> model.choice().entries().size() >= 3 && model.choice().plan().get() != null);
        robot.clickOn("Reliability surface");
        until(() -> model.choice().plan().get() != null && model.choice().plan().get().name().equals("reliability"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#experiment-plan .label").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(said -> said.contains("5400 episodes in all"));
        assertThat(robot.lookup("#experiment-conversations").queryTextInputControl().getText()).isEqualTo("60");
        robot.clickOn("What it found");
        assertThat(robot.lookup(".empty-state .button").queryAllAs(Button.class)).filteredOn(b -> b.isVisible())
                .extracting(Button::getText).contains("Run it");
    }

    @Test
    void anExperimentOfOnesOwnBeginsAsACopy(FxRobot robot) throws IOException {
        opened(robot);
        robot.clickOn("Save a copy to change");
        var mine = folder.resolve("mine.yaml");
        until(() -> mine.equals(model.choice().chosen().get()) && model.choice().plan().get() != null);
        assertThat(mine).hasSameTextualContentAs(chosen);
        until(() -> titles().containsAll(List.of("A small one (small.yaml)", "A small one (mine.yaml)")));
        Files.writeString(mine, Files.readString(mine).replace("A small one", "My own one"));
        robot.interact(() -> desk.actions().run("experiment.reload"));
        until(() -> robot.lookup(".screen-title").queryAs(Label.class).getText().equals("My own one"));
        until(() -> titles().containsAll(List.of("A small one", "My own one")));
    }

    private List<String> titles() { return model.choice().entries().stream().map(Entry::title).toList(); }

    @Test
    void whatItFindsIsWhatTheTerminalFinds(FxRobot robot) throws IOException {
        opened(robot);
        robot.doubleClickOn("#experiment-conversations").write("4").doubleClickOn("#experiment-seed").write("11");
        until(() -> model.choice().plan().get() != null && model.choice().plan().get().episodes() == 4
                && model.choice().plan().get().seed() == 11);
        played(robot);
        assertThat(robot.lookup("#experiment-tiles .tile").queryAllAs(Tile.class)).extracting(Tile::getAccessibleText)
                .anyMatch(said -> said.startsWith("success, none (baseline): 0\u00a0% 0 of 4 ("))
                .anyMatch(said -> said.startsWith("success, standard: ") && said.contains(" of 4 ("))
                .anyMatch(said -> said.startsWith("calls for a saved episode, standard: "))
                .anyMatch(said -> said.startsWith("time for a saved episode, standard: "));
        var plan = Experiments.find(chosen.toString(), HOME, 11L, 4);
        var terminal = Findings.of(Playing.play(OPEN.lab().agents(), plan, Playing.Options.plain()));
        for (var format : Format.values()) {
            chosen = folder.resolve("window." + format.ending());
            robot.interact(() -> desk.actions().run("experiment.export." + format.ending()));
            until(() -> desk.jobs().running().isEmpty());
            FindingsFile.write(terminal, format, folder.resolve("terminal." + format.ending()));
            assertThat(chosen).hasSameBinaryContentAs(folder.resolve("terminal." + format.ending()));
        }
    }

    @Test
    void figuresArriveWhileItIsPlayedAndStoppingKeepsThem(FxRobot robot) {
        until(() -> model.choice().plan().get() != null);
        robot.clickOn("What the standard policy is worth");
        until(() -> model.choice().plan().get() != null && model.choice().plan().get().name().equals("standard-worth"));
        robot.clickOn("#experiment-run");
        until(() -> model.findings().get() != null && !found().results().tasks().isEmpty());
        assertThat(found().results().ending()).isEqualTo(Results.Ending.UNDER_WAY);
        assertThat(desk.jobs().running()).singleElement().satisfies(job -> {
            assertThat(job.title()).isEqualTo("Experiment");
            assertThat(job.text().get()).endsWith("\u00a0%");
            assertThat(job.progress().get()).isBetween(0.0, 1.0);
        });
        assertThat(desk.actions().find("experiment.run").orElseThrow().blocked().getValue()).contains("status bar");
        robot.interact(() -> desk.jobs().running().forEach(Job::cancel));
        until(() -> !model.running().get());
        var part = found().results();
        assertThat(part.ending()).isEqualTo(Results.Ending.CANCELLED);
        assertThat(part.tasks().size()).isBetween(1, 399);
        assertThat(desk.notices().shown()).extracting(Notice::what)
                .anyMatch(said -> said.startsWith("The experiment was stopped. " + part.tasks().size()
                        + " conversation") && said.contains("of 400 are finished and stay on its page"));
        assertThat(robot.lookup("#experiment-run").queryButton().getText()).isEqualTo("Go on");
    }

    /// It said that it was not run yet, beside the button that stops it.
    @Test
    void whatIsPlayedAndHasFoundNothingYetIsNotSaidToBeNotRun(FxRobot robot) {
        opened(robot);
        robot.interact(() -> {
            robot.lookup("What it found").queryAs(ToggleButton.class).fire();
            assertThat(robot.lookup("It was not run yet").tryQuery()).isPresent();
            model.run();
            assertThat(robot.lookup("It was not run yet").tryQuery()).isEmpty();
            assertThat(robot.lookup("No conversation is finished yet").tryQuery()).isPresent();
        });
        until(() -> !model.running().get());
    }

    @Test
    void whatWasStoppedGoesOnAndEndsAsIfItNeverHadStopped(FxRobot robot) {
        opened(robot);
        played(robot);
        var whole = found();
        robot.interact(() -> {
            model.run();
            model.stop();
        });
        until(() -> !model.running().get());
        assertThat(robot.lookup("#experiment-run").queryButton().getText()).isIn("Go on", "Run again");
        played(robot);
        assertThat(found()).isEqualTo(whole);
    }

    @Test
    void inAFolderARunGoesOnAndLeavesItsReport(FxRobot robot) {
        opened(robot);
        chosen = folder.resolve("results");
        robot.clickOn("Keep the results in a folder");
        played(robot);
        assertThat(chosen.resolve("report.html")).exists();
        assertThat(chosen.resolve("episodes.jsonl")).exists();
        assertThat(desk.notices().shown()).extracting(Notice::what)
                .anyMatch(said -> said.contains("They are kept in " + chosen));
    }

    @Test
    void whatBreaksOffIsNotSaidToBePlayedStill(FxRobot robot) throws IOException {
        Files.writeString(chosen, Files.readString(chosen).replace("episodes: 6", "episodes: 100000"));
        opened(robot);
        chosen = Files.createDirectory(folder.resolve("breaking"));
        robot.clickOn("Keep the results in a folder");
        robot.clickOn("#experiment-run");
        until(() -> model.findings().get() != null);
        assertThat(found().results().ending()).isEqualTo(Results.Ending.UNDER_WAY);
        var part = chosen.resolve("episodes.part.jsonl");
        Files.move(part, folder.resolve("moved.jsonl"));
        Files.createDirectory(part);
        until(() -> !model.running().get());
        assertThat(found().results().ending()).isEqualTo(Results.Ending.BROKE_OFF);
        assertThat(found().results().tasks()).isNotEmpty();
        assertThat(ask(model::goesOn)).isTrue();
        assertThat(robot.lookup("#experiment-state").queryAs(Label.class).getText())
                .contains("It broke off: the figures are of what was finished.");
        assertThat(whatBrokeOff(robot)).anyMatch(said -> said.startsWith("The results cannot be kept"));
        until(() -> desk.notices().shown().stream().anyMatch(n -> n.what().contains("The results cannot be kept")));
    }

    private static List<String> whatBrokeOff(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#experiment-broke-off").query().isVisible()).isTrue();
        return robot.lookup("#experiment-broke-off .label").queryAllAs(Label.class).stream().map(Label::getText)
                .toList();
    }

    @Test
    void whatWasPlayedStaysWhereItCannotBeKept(FxRobot robot) throws IOException {
        opened(robot);
        chosen = folder.resolve("results");
        Files.createDirectories(chosen.resolve("episodes.jsonl/in the way"));
        robot.clickOn("Keep the results in a folder");
        played(robot);
        assertThat(found().results().ending()).isEqualTo(Results.Ending.COMPLETE);
        assertThat(whatBrokeOff(robot)).anyMatch(said -> said.startsWith("The results cannot be kept"));
        until(() -> desk.notices().shown().stream().anyMatch(n -> n.what().contains("The results cannot be kept")));
    }

    @Test
    void aMistakeIsToldWithItsLineAndGoneOnceTheFileIsMended(FxRobot robot) throws IOException {
        var good = Files.readString(chosen);
        Files.writeString(chosen, good.replace("seed: 7", "seed: seven"));
        robot.clickOn("Open a file");
        until(() -> model.choice().trouble().get() != null);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#experiment-trouble .label").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(said -> said.contains("small.yaml:3:1")).contains("This experiment cannot be run.");
        assertThat(robot.lookup("#experiment-run").query().isDisabled()).isTrue();
        Files.writeString(chosen, good);
        robot.clickOn("Read the file again");
        until(() -> model.choice().plan().get() != null);
        assertThat(robot.lookup("#experiment-run").query().isDisabled()).isFalse();
    }

    @Test
    void aNumberThatIsNoneIsToldAndNothingRuns(FxRobot robot) {
        opened(robot);
        robot.doubleClickOn("#experiment-conversations").write("many");
        until(() -> model.choice().trouble().get() != null);
        assertThat(ask(() -> model.choice().trouble().get()).getMessage()).contains("“many”", "1 to 100000");
        assertThat(robot.lookup("#experiment-run").query().isDisabled()).isTrue();
    }

    @Test
    void anEpisodeIsLookedAtOnTheBench(FxRobot robot) {
        opened(robot);
        played(robot);
        robot.clickOn("Episodes");
        ListView<EpisodeRow> list = robot.lookup("#episode-list").queryListView();
        assertThat(list.getItems()).hasSize(12);
        ComboBox<String> ends = robot.lookup("#episode-ends").queryComboBox();
        robot.interact(() -> ends.setValue("recovered"));
        assertThat(list.getItems()).isNotEmpty()
                .allMatch(row -> row.episode().condition().arm().name().equals("standard"));
        robot.interact(() -> {
            list.getSelectionModel().selectFirst();
            list.requestFocus();
        });
        robot.push(KeyCode.ENTER);
        until(onBench::get);
        var turns = ask(() -> desk.bench().turns().size());
        assertThat(turns).isEqualTo(list.getItems().getFirst().played().turns());
    }

    @Test
    void everyChartHasATable(FxRobot robot) {
        opened(robot);
        played(robot);
        robot.interact(() -> desk.actions().run("experiment.tables"));
        assertThat(robot.lookup("#experiment-results .figure-table .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("only the baseline", "message to sound reply", "infrastructure errors");
        assertThat(robot.lookup(".forest").queryAllAs(Forest.class)).isNotEmpty().noneMatch(Forest::isVisible);
    }
}
