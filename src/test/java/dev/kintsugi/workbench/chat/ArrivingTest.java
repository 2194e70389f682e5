package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Bench;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What stands below the conversation while a message is answered.
class ArrivingTest extends ChatRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void aLongReplyOnItsWayLeavesTheBoxInSightAndShowsItsEnd(FxRobot robot) {
        lay(robot, new Stories().message("Tell me all."));
        robot.interact(() -> desk.bench().draft().set(new Bench.Draft(1, 1, "It goes on. ".repeat(1000), true)));

        var box = robot.lookup(".message-area").query();
        assertThat(box.localToScene(box.getLayoutBounds()).getMaxY())
                .isLessThanOrEqualTo(box.getScene().getHeight());
        var tail = robot.lookup(".arriving .tail").queryAs(ScrollPane.class);
        assertThat(tail.getHeight()).isBetween(100.0, box.getScene().getHeight() / 2);
        assertThat(tail.getVvalue()).isEqualTo(tail.getVmax());
    }

    @Test
    void aSentMessageStandsInTheConversationAtOnceWithTheWaitBelowIt(FxRobot robot) {
        lay(robot, new Stories().sound());
        robot.clickOn(".message-area").write("Who handles it?").type(KeyCode.ENTER);

        Node bubble = robot.lookup(".outgoing").lookup("Who handles it?").query();
        Node footer = robot.lookup(".arriving").query();
        assertThat(bubble.localToScene(bubble.getBoundsInLocal()).getMaxY())
                .isLessThan(footer.localToScene(footer.getBoundsInLocal()).getMinY());
        assertThat(robot.lookup("The agent works on it").query().isVisible()).isTrue();
    }

    @Test
    void withReducedMotionNothingRunsBackAndForthWhileTheAgentThinks(FxRobot robot) {
        robot.interact(() -> desk.appearance().motion().set(Appearance.Motion.REDUCED));
        robot.clickOn(".message-area").write("hello").type(KeyCode.ENTER);
        assertThat(robot.lookup(".arriving").lookup(".progress-bar").query().isVisible()).isFalse();

        robot.interact(() -> desk.bench().pause()
                .set(new Bench.Pause(1, WaitReason.INJECTED_DELAY, Duration.ofSeconds(12))));
        assertThat(robot.lookup(".arriving").lookup(".progress-bar").query().isVisible()).isTrue();
    }

    @Test
    void aWaitForAPersonLeadsToThePeopleAndNothingInItIsCut(FxRobot robot) {
        robot.interact(
                () -> desk.actions().add(Action.of("screen.people", "Go to people").run(() -> said.add("went"))));
        lay(robot, new Stories().message("Yes, please."));
        robot.interact(() -> {
            desk.appearance().zoomTo(130);
            window().setWidth(440);
            desk.bench().pause().set(new Bench.Pause(1, WaitReason.PERSON, Duration.ofSeconds(120)));
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup(".arriving-head").lookup((Labeled l) -> l.isVisible()).queryAll())
                .isNotEmpty().allMatch(l -> l instanceof Labeled words && !words.isTextTruncated());
        robot.clickOn("Decide");
        assertThat(said).containsExactly("went");
    }
}
