package dev.kintsugi.workbench.scenario;

import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    private ScenarioView view;

    @Start
    void start(Stage stage) {
        view = new ScenarioView(OPEN.desk(), List::of);
        Desks.show(stage, OPEN.desk(), view, 1180, 700);
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
}
