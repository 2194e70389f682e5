package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// What is written, and what becomes of it.
class MessageBoxTest extends ChatRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void enterSendsAndShiftEnterBreaksTheLine(FxRobot robot) {
        robot.clickOn(".message-area").write("one").press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT)
                .write("two").type(KeyCode.ENTER);

        assertThat(said).containsExactly("one\ntwo");
        assertThat(robot.lookup(".message-area").queryAs(TextArea.class).getText()).isEmpty();
    }

    @Test
    void aLongMessageOnItsWayLeavesTheBoxInSight(FxRobot robot) {
        robot.interact(() -> robot.lookup(".message-area").queryAs(TextArea.class).setText("A".repeat(5000)));
        robot.clickOn(".message-area").type(KeyCode.ENTER);

        var box = robot.lookup(".message-area").query();
        assertThat(said).containsExactly("A".repeat(5000));
        assertThat(box.localToScene(box.getLayoutBounds()).getMaxY())
                .isLessThanOrEqualTo(box.getScene().getHeight());
    }

    @Test
    void escapeStopsARunningTurn(FxRobot robot) {
        robot.clickOn(".message-area").write("hello").type(KeyCode.ENTER).type(KeyCode.ESCAPE);

        assertThat(said).containsExactly("hello", "stop");
    }

    @Test
    void sendIsDisabledWithItsReasonWhileTheJournalIsDown(FxRobot robot) {
        robot.interact(() -> blocked.set("The journal is down. Free some space"));

        var send = robot.lookup((Button b) -> "Send".equals(b.getText())).queryButton();
        assertThat(send.isDisabled()).isTrue();
        assertThat(robot.lookup(".danger-text").queryLabeled().getText()).contains("Free some space");
    }

    /// No filter is to blame where nothing was ever said.
    @Test
    void aFirstMessageThatCouldNotBeSentLeavesTheFirstSteps(FxRobot robot) {
        robot.clickOn(".message-area").write("Hello").type(KeyCode.ENTER);
        robot.interact(() -> answer.completeExceptionally(new Problem("The disk is full", "no room", "Make room")));

        assertThat(robot.lookup("No turn passes this filter.").query().isVisible()).isFalse();
        assertThat(robot.lookup("Show me one failure").tryQuery()).isPresent();
        assertThat(robot.lookup(".message-area").queryTextInputControl().getText()).isEqualTo("Hello");
    }

    @Test
    void theForcedModeIsAChipThatCanBeTakenAway(FxRobot robot) {
        robot.interact(() -> desk.bench().forced().set(FailureMode.OFF_TOPIC));
        robot.clickOn(robot.lookup(".forced-chip .icon-button").queryButton());

        assertThat(desk.bench().forced().get()).isNull();
    }
}
