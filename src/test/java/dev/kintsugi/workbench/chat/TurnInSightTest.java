package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.workbench.Stories;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The turn that somebody leads to from another screen, in a conversation much longer than its room.
class TurnInSightTest extends ChatRig {
    private static final int TURNS = 60;

    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void aTurnIsInSightWhereNoConversationWasShownBefore(FxRobot robot) {
        robot.interact(view::close);
        led(robot, 30);
        robot.interact(() -> {
            var scene = view.node().getScene();
            view = new ChatView(desk);
            view.open();
            scene.setRoot(view.node());
        });

        inSight(robot, 30);
    }

    @Test
    void aTurnIsInSightWhereAnotherConversationWasShownBefore(FxRobot robot) {
        for (var turn : new int[]{TURNS - 1, 2, 30, TURNS}) {
            lay(robot, turns(TURNS, true));
            settled(robot);
            robot.interact(view::close);
            led(robot, turn);
            robot.interact(view::open);

            inSight(robot, turn);
        }
    }

    @Test
    void aTurnIsInSightWhileTheConversationIsShown(FxRobot robot) {
        for (var turn : new int[]{30, TURNS - 1, 1, TURNS - 2}) {
            lay(robot, turns(TURNS, true));
            settled(robot);
            led(robot, turn);

            inSight(robot, turn);
        }
    }

    /// Whoever reads on from there is not taken back.
    @Test
    void whoScrollsOnIsLeftAloneWhenTheRoomChanges(FxRobot robot) {
        led(robot, 30);
        inSight(robot, 30);
        robot.interact(() -> list(robot).scrollTo(0));
        settled(robot);
        robot.interact(() -> window().setHeight(500));
        settled(robot);

        assertThat(shows(robot, 1)).isTrue();
    }

    /// The session is laid first and the turn selected then, as the lab does it for whoever leads there.
    private void led(FxRobot robot, int turn) {
        lay(robot, turns(TURNS, false));
        robot.interact(() -> desk.bench().select(turn));
    }

    private static Stories turns(int number, boolean mended) {
        var turns = new Stories();
        for (int i = 0; i < number; i++) {
            var _ = mended && i % 3 == 0 ? turns.hallucinated(Outcome.RECOVERED) : turns.sound();
        }
        return turns;
    }

    private void inSight(FxRobot robot, int turn) {
        settled(robot);
        assertThat(shows(robot, turn)).as("turn " + turn + " is in sight").isTrue();
    }

    /// Until rows that were just measured move their neighbours no more.
    private void settled(FxRobot robot) {
        var pulses = new AtomicInteger();
        Runnable count = pulses::incrementAndGet;
        robot.interact(() -> window().getScene().addPostLayoutPulseListener(count));
        await().until(() -> {
            robot.interact(Platform::requestNextPulse);
            return pulses.get() > 20;
        });
        robot.interact(() -> window().getScene().removePostLayoutPulseListener(count));
    }

    private boolean shows(FxRobot robot, int turn) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> robot.lookup(".turn-cell").queryAllAs(TurnCell.class)
                .stream().anyMatch(c -> !c.isEmpty() && c.isVisible() && c.getItem().number() == turn
                        && c.getBoundsInParent().getMinY() >= -1
                        && c.getBoundsInParent().getMaxY() <= list(robot).getHeight() + 1));
    }

    private static ListView<?> list(FxRobot robot) { return robot.lookup(".chat-list").queryListView(); }
}
