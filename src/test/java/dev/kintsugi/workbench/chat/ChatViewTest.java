package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Desk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ChatViewTest {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<TurnStory> answer = new CompletableFuture<>();
    private final SimpleStringProperty blocked = new SimpleStringProperty("");
    private Desk desk;
    private ChatView view;

    @Start
    void start(Stage stage) {
        desk = LAB.desk();
        var talk = new Talk() {
            @Override
            public CompletableFuture<TurnStory> say(String message, @Nullable FailureMode forced) {
                said.add(message);
                return answer;
            }

            @Override
            public void stop() { said.add("stop"); }

            @Override
            public void skipWait() { said.add("skip"); }
        };
        view = new ChatView(desk, new ChatModel(desk.bench(), talk, desk.bench().forced(), blocked, Runnable::run));
        Desks.show(stage, desk, view, 560, 600);
    }

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
    void aPersonsAnswerSaysThatItIsOne(FxRobot robot) {
        lay(robot, new Stories().message("Hello?").deliver("This is Dana.", DeliveredStatus.HUMAN, Outcome.SOFTENED));

        assertThat(robot.lookup("A person answered in the agent's place.").tryQuery()).isPresent();
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
            robot.targetWindow().setWidth(440);
            desk.bench().pause().set(new Bench.Pause(1, WaitReason.PERSON, Duration.ofSeconds(120)));
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup(".arriving-head").lookup((Labeled l) -> l.isVisible()).queryAll())
                .isNotEmpty().allMatch(l -> l instanceof Labeled words && !words.isTextTruncated());
        robot.clickOn("Decide");
        assertThat(said).containsExactly("went");
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

    @Test
    void theFirstRunButtonAsksOneQuestion(FxRobot robot) {
        robot.clickOn("Show me one failure");

        assertThat(said).containsExactly(ChatModel.FIRST_QUESTION);
    }

    @Test
    void inLargeTypeTheFirstStepsLeaveRoomForTheMessageBox(FxRobot robot) {
        robot.interact(() -> {
            desk.appearance().zoomTo(130);
            robot.targetWindow().setHeight(480);
        });
        Awaitility.await().untilAsserted(() -> {
            var box = robot.lookup(".message-area").query();
            assertThat(box.localToScene(box.getLayoutBounds()).getMaxY())
                    .isLessThanOrEqualTo(robot.targetWindow().getScene().getHeight());
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

        robot.interact(() -> robot.targetWindow().setWidth(420));
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
        robot.interact(() -> robot.targetWindow().getScene().addPostLayoutPulseListener(() -> {
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

    private void lay(FxRobot robot, Stories stories) {
        robot.interact(() -> Desks.lay(desk, stories));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
