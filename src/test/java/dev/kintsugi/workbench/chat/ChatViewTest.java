package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.workbench.Stories;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The conversation itself: its turns, and what stands where none is yet.
class ChatViewTest extends ChatRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void aPersonsAnswerSaysThatItIsOne(FxRobot robot) {
        lay(robot, new Stories().message("Hello?").deliver("This is Dana.", DeliveredStatus.HUMAN, Outcome.SOFTENED));

        assertThat(robot.lookup("A person answered in the agent's place.").tryQuery()).isPresent();
    }

    /// The turn stays open, for the program may ask again; after a night nobody knows any more what it got.
    @Test
    void whatAProgramGotIsSaidWhenItsTurnWasNeverConcluded(FxRobot robot) {
        var cut = new Stories().message("Where is my claim?")
                .add(new LabEvent.CallAnswered("req_1", 1, Ending.CUT, 200, 0, true, Text.of("It is in")));
        lay(robot, cut);
        assertThat(robot.lookup("The caller got a reply that was cut").tryQuery()).isPresent();
        assertThat(desk.bench().underWay()).as("nobody works on it").isFalse();
        assertThat(robot.lookup("The agent works on it").tryQuery()).isEmpty();

        lay(robot, cut.add(new LabEvent.TurnInterrupted("found open at start")));
        assertThat(robot.lookup("The caller got a reply that was cut").tryQuery()).isPresent();
        assertThat(robot.lookup("Interrupted: found open at start").tryQuery()).isPresent();
        assertThat(robot.lookup("Agent, turn 1").tryQuery()).as("it took as long as nobody looked").isPresent();
    }

    @Test
    void turnsThatCameWhileItWasClosedAreCounted(FxRobot robot) {
        lay(robot, new Stories().sound());
        robot.interact(view::close);
        lay(robot, new Stories().sound().sound().sound());
        robot.interact(view::open);

        assertThat(robot.lookup("3 turns").tryQuery()).isPresent();
    }

    @Test
    void theFirstRunButtonAsksOneQuestion(FxRobot robot) {
        robot.clickOn("Show me one failure");

        assertThat(said).containsExactly(ChatModel.FIRST_QUESTION);
    }

    @Test
    void inLargeTypeTheFirstStepsLeaveRoomForTheMessageBox(FxRobot robot) {
        robot.interact(() -> {
            desk.appearance().zoomTo(130);
            window().setHeight(480);
        });
        Awaitility.await().untilAsserted(() -> {
            var box = robot.lookup(".message-area").query();
            assertThat(box.localToScene(box.getLayoutBounds()).getMaxY())
                    .isLessThanOrEqualTo(window().getScene().getHeight());
            assertThat(robot.lookup("Show me one failure").queryButton().getHeight()).isPositive();
        });
    }

    @Test
    void aMendedMessageHasASeamAndASoftenedOneHasNone(FxRobot robot) {
        lay(robot, new Stories().hallucinated(Outcome.RECOVERED));
        assertThat(robot.lookup(".seam").queryAll()).hasSize(1);

        lay(robot, new Stories().hallucinated(Outcome.SOFTENED));
        assertThat(robot.lookup(".seam").queryAll()).isEmpty();
    }

    @Test
    void aClickOnATurnSelectsIt(FxRobot robot) {
        lay(robot, new Stories().sound().hallucinated(Outcome.LOST));
        robot.clickOn(robot.lookup((Label l) -> l.getText().startsWith("Agent, turn 1 ")).queryLabeled());

        assertThat(desk.bench().turn().get()).isEqualTo(1);
        assertThat(desk.bench().follow().get()).isFalse();
    }

    @Test
    void tenThousandTurnsNeedOnlyTheCellsInSight(FxRobot robot) {
        var many = new Stories();
        for (int i = 0; i < 10_000; i++) {
            many.sound();
        }
        lay(robot, many);

        assertThat(robot.lookup(".turn-card").queryAll()).hasSizeBetween(1, 40);
        assertThat(desk.bench().turn().get()).isEqualTo(10_000);
    }

    @Test
    void theEndOfAFollowedConversationStaysInSightWhenItsRoomOrItsTypeChanges(FxRobot robot) {
        var some = new Stories();
        for (int i = 0; i < 12; i++) {
            some.hallucinated(Outcome.RECOVERED);
        }
        lay(robot, some);
        Awaitility.await().untilAsserted(() -> assertThat(belowTheEnd(robot)).isBetween(-1.0, 1.0));

        robot.interact(() -> window().setWidth(420));
        Awaitility.await().untilAsserted(() -> assertThat(belowTheEnd(robot)).isBetween(-1.0, 1.0));

        robot.interact(() -> desk.appearance().zoomTo(130));
        Awaitility.await().untilAsserted(() -> assertThat(belowTheEnd(robot)).isBetween(-1.0, 1.0));
    }

    @Test
    void aMessageAfterAVeryLongReplyIsInSight(FxRobot robot) {
        var some = new Stories().message("Tell me all.").deliver("It goes on. ".repeat(1600), DeliveredStatus.REPLY,
                Outcome.SOUND);
        lay(robot, some);
        Awaitility.await().untilAsserted(() -> assertThat(belowTheEnd(robot, 0)).isBetween(-1.0, 1.0));

        robot.clickOn(".message-area").write("more").type(KeyCode.ENTER);
        robot.interact(() -> desk.bench().told(some.message("more").last(), some.told().tally()));
        Awaitility.await().untilAsserted(() -> assertThat(belowTheEnd(robot, 1)).isBetween(-1.0, 1.0));
    }

    private double belowTheEnd(FxRobot robot) { return belowTheEnd(robot, 11); }

    /// How far the last row ends below the list.
    private double belowTheEnd(FxRobot robot, int last) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            var list = robot.lookup(".chat-list").queryListView();
            var cell = robot.lookup(".turn-cell").queryAllAs(TurnCell.class).stream()
                    .filter(c -> !c.isEmpty() && c.getIndex() == last && c.isVisible()).findFirst().orElseThrow();
            return cell.localToScene(cell.getBoundsInLocal()).getMaxY()
                    - list.localToScene(list.getBoundsInLocal()).getMaxY() + list.snappedBottomInset();
        });
    }

    @Test
    void noPulseShowsTheConversationWithoutItsTurns(FxRobot robot) {
        var pulses = new AtomicInteger();
        var empty = new AtomicInteger();
        robot.interact(() -> window().getScene().addPostLayoutPulseListener(() -> {
            pulses.incrementAndGet();
            empty.addAndGet(showsNoTurn(robot) ? 1 : 0);
        }));
        for (int turns = 0; turns < 6; turns++) {
            tell(robot, some(turns).message("Who handles it?"), pulses);
            tell(robot, some(turns + 1), pulses);
        }
        assertThat(empty).hasValue(0);
    }

    private static Stories some(int turns) {
        var some = new Stories();
        for (int i = 0; i < turns; i++) {
            some.hallucinated(Outcome.RECOVERED);
        }
        return some;
    }

    private static boolean showsNoTurn(FxRobot robot) {
        var list = robot.lookup(".chat-list").query();
        var room = list.localToScene(list.getLayoutBounds());
        return list.isVisible() && robot.lookup(".turn-cell").queryAllAs(TurnCell.class).stream()
                .noneMatch(c -> !c.isEmpty() && c.isVisible() && c.getGraphic().isVisible()
                        && c.getGraphic().localToScene(c.getGraphic().getLayoutBounds()).intersects(room));
    }

    private void tell(FxRobot robot, Stories stories, AtomicInteger pulses) {
        var before = pulses.get();
        robot.interact(() -> desk.bench().told(stories.last(), stories.told().tally()));
        Awaitility.await().until(() -> pulses.get() > before + 3);
    }

    @Test
    void openedAndClosedManyTimesItHoldsNoActionTwice(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 0; i < 50; i++) {
                view.close();
                view.open();
            }
            view.close();
        });

        assertThat(desk.actions().all()).isEmpty();
    }
}
