package dev.kintsugi.workbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ScenarioViewTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

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
        robot.interact(() -> view.choose(Scenarios.load(Path.of("demos/insurance"))));
        until(robot, false);
    }

    private static void until(FxRobot robot, boolean empty) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> robot.lookup("No scenario here").query().getParent().isVisible()) == empty);
    }

    /// Whoever is to predict a failure must not read it below.
    @Test
    void whatWillGoWrongIsHiddenFromWhoPredictsIt(FxRobot robot) {
        robot.interact(() -> view.choose(Scenarios.load(Path.of("demos/insurance"))));
        assertThat(robot.lookup("Service unavailable").queryAll()).isNotEmpty();
        robot.clickOn("Predict first");
        assertThat(robot.lookup("Service unavailable").queryAll()).isEmpty();
        assertThat(robot.lookup("Show what happens").queryButton().isDisabled()).isFalse();
    }

    @Test
    void inLargeTypeWhatItCostStandsBelowTheStepsAndNothingIsWiderThanTheWindow(FxRobot robot) {
        robot.interact(() -> view.choose(Scenarios.load(Path.of("demos/insurance"))));
        var pane = (BorderPane) view.node();
        assertThat(pane.getRight()).isNotNull();
        robot.interact(() -> desk.appearance().zoomTo(160));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(pane.getRight()).isNull();
        assertThat(pane.minWidth(-1)).isLessThanOrEqualTo(1180);
        robot.interact(() -> desk.appearance().zoomTo(100));
        assertThat(pane.getRight()).isNotNull();
    }
}
