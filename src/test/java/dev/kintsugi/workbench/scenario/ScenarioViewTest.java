package dev.kintsugi.workbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ScenarioViewTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @TempDir
    Path folder;

    private Desk desk;
    private ScenarioView view;

    @Start
    void start(Stage stage) {
        desk = OPEN.desk();
        view = new ScenarioView(desk, List::of);
        Desks.show(stage, desk, view, 1180, 700);
    }

    @Test
    void whereNoScenarioIsItSaysWhereTheyAreLookedForUntilOneIsOpened(FxRobot robot) {
        until(robot, true);
        robot.interact(() -> view.choose(Shelved.of(Path.of("demos/insurance"))));
        until(robot, false);
    }

    private static void until(FxRobot robot, boolean empty) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> robot.lookup("No scenario here").query().getParent().isVisible()) == empty);
    }

    /// Whoever is to predict a failure must not read it below.
    @Test
    void whatWillGoWrongIsHiddenFromWhoPredictsIt(FxRobot robot) {
        robot.interact(() -> view.choose(Shelved.of(Path.of("demos/insurance"))));
        assertThat(robot.lookup("Service unavailable").queryAll()).isNotEmpty();
        robot.clickOn("Predict first");
        assertThat(robot.lookup("Service unavailable").queryAll()).isEmpty();
        assertThat(robot.lookup("Show what happens").queryButton().isDisabled()).isFalse();
    }

    @Test
    void inLargeTypeWhatItCostStandsBelowTheStepsAndNothingIsWiderThanTheWindow(FxRobot robot) {
        robot.interact(() -> view.choose(Shelved.of(Path.of("demos/insurance"))));
        var pane = (BorderPane) view.node();
        assertThat(pane.getRight()).isNotNull();
        robot.interact(() -> desk.appearance().zoomTo(160));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(pane.getRight()).isNull();
        assertThat(pane.minWidth(-1)).isLessThanOrEqualTo(1180);
        robot.interact(() -> desk.appearance().zoomTo(100));
        assertThat(pane.getRight()).isNotNull();
    }

    /// Beside what is wrong stood an empty column with a bar to scroll it.
    @Test
    void ofAFileThatCannotBeReadStandsWhatIsWrongAndNothingBesideIt(FxRobot robot) throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), "title: no scenario\n");
        var pane = (BorderPane) view.node();
        for (int zoom : new int[]{100, 160}) {
            robot.interact(() -> desk.appearance().zoomTo(zoom));
            robot.interact(() -> view.choose(Shelved.of(file)));
            assertThat(said(robot)).anyMatch(words -> words.contains("mine.yaml"));
            assertThat(pane.getRight()).isNull();
            assertThat(robot.lookup("PATIENCE").query().getParent().isManaged()).isFalse();
            robot.interact(() -> view.choose(Shelved.of(Path.of("demos/insurance"))));
            assertThat(robot.lookup("PATIENCE").query().getParent().isVisible()).isTrue();
        }
    }

    @Test
    void aFileThatIsWrongSaysSoOnItsPageAndPlaysOnceItIsMended(FxRobot robot) throws IOException {
        var file = Files.copy(Path.of("scenarios/first-steps.yaml"), folder.resolve("mine.yaml"));
        var good = Files.readString(file);
        Files.writeString(file, good.replace("steps:", "stepps:"));
        robot.interact(() -> view.choose(Shelved.of(file)));
        assertThat(said(robot)).anyMatch(words -> words.contains("mine.yaml:"))
                .contains("Play reads the file again.");
        assertThat(robot.lookup("Step").queryButton().isDisabled()).isTrue();
        robot.clickOn("Play");
        await().until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000, () -> desk.jobs().running().isEmpty()));
        Files.writeString(file, good);
        robot.clickOn("Play");
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> desk.lab().playback().get() != null));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#scenario-trouble").query().isVisible()).isFalse();
        robot.interact(view::close);
    }

    private static List<String> said(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#scenario-trouble").query().isVisible()).isTrue();
        return robot.lookup("#scenario-trouble .label").queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
