package dev.kintsugi.workbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A scenario that is really played, by keys.
@ExtendWith(ApplicationExtension.class)
class PlayerBarTest {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    private Desk desk;
    private ScenarioView view;

    @Start
    void start(Stage stage) {
        desk = LAB.desk();
        view = new ScenarioView(desk, () -> List.of(Shelved.of(Path.of("demos/insurance"))));
        Desks.show(stage, desk, view, 1240, 700);
        view.choose(Shelved.of(Path.of("demos/insurance")));
    }

    @AfterEach
    void end(FxRobot robot) { robot.interact(view::close); }

    @Test
    void theKeyThatStepsStepsAgainAndNeverThrowsAwayWhatWasPlayed(FxRobot robot) {
        robot.interact(() -> button(robot, "Step").requestFocus());
        robot.type(KeyCode.SPACE);
        steps(robot, 1);
        Awaitility.await().until(() -> button(robot, "Step").isFocused());
        robot.type(KeyCode.SPACE);
        steps(robot, 2);

        assertThat(desk.bench().turns()).hasSize(2);
    }

    @Test
    void whatTheScenarioWaitsForIsCountedDownAndCanBeSkipped(FxRobot robot) {
        robot.clickOn("Step");
        steps(robot, 1);
        robot.interact(() -> desk.bench().pause()
                .set(new Bench.Pause(1, WaitReason.SCRIPT, Duration.ofSeconds(20))));

        assertThat(robot.lookup(".label").queryAllAs(Labeled.class)).map(Labeled::getText)
                .anyMatch(words -> words.startsWith("The script pauses, "));
        assertThat(button(robot, "Skip the wait").isVisible()).isTrue();
        robot.interact(() -> desk.bench().pause().set(null));
        assertThat(button(robot, "Skip the wait").getParent().isVisible()).isFalse();
    }

    private void steps(FxRobot robot, int done) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            var at = desk.lab().playback().get();
            return at != null && at.done() == done && !button(robot, "Step").isDisabled();
        });
    }

    private static Button button(FxRobot robot, String words) {
        return robot.lookup(".button").queryAllAs(Button.class).stream().filter(b -> words.equals(b.getText()))
                .findFirst().orElseThrow();
    }
}
