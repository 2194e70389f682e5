package dev.kintsugi.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Desk;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TimelineViewTest {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    private Desk desk;
    private TimelineModel model;
    private boolean hidden;

    @Start
    void start(Stage stage) {
        desk = LAB.desk();
        model = new TimelineModel(desk.bench());
        Desks.show(stage, desk, new TimelineView(desk, model, () -> hidden = true), 900, 160);
        Desks.lay(desk, new Stories().sound().hallucinated(Outcome.RECOVERED).hallucinated(Outcome.LOST).sound());
    }

    @Test
    void aClickPicksATurnAndKeysGoOnFromThere(FxRobot robot) {
        robot.clickOn(at(robot, 2));
        assertThat(desk.bench().turn().get()).isEqualTo(2);

        robot.type(KeyCode.RIGHT);
        assertThat(desk.bench().turn().get()).isEqualTo(3);
        robot.type(KeyCode.HOME);
        assertThat(desk.bench().turn().get()).isEqualTo(1);
    }

    @Test
    void aClickBeyondTheLastTurnPicksNothing(FxRobot robot) {
        robot.clickOn(at(robot, 9));

        assertThat(desk.bench().turn().get()).isEqualTo(4);
    }

    @Test
    void itCanBeHidden(FxRobot robot) {
        robot.clickOn(robot.lookup(".icon-button").nth(3).queryButton());

        assertThat(hidden).isTrue();
    }

    /// In type of 160 % a turn lies farther right, by as much as it is drawn larger.
    @Test
    void theLanesGrowWithTheType(FxRobot robot) {
        Region lanes = robot.lookup(".lanes").queryAs(Region.class);
        var usual = lanes.getHeight();
        var second = at(robot, 2).subtract(lanes.localToScreen(0, 0));

        robot.interact(() -> desk.appearance().zoomTo(160));

        assertThat(lanes.getHeight()).isCloseTo(usual * 1.6, within(2.0));
        robot.clickOn(lanes.localToScreen(second.getX() * 1.6, 30));
        assertThat(desk.bench().turn().get()).isEqualTo(2);
    }

    /// Marks for all of them would be a wall in which nothing stands out.
    @Test
    void whereTurnsAreTooCloseABarSaysHowManyOfThemWereLost(FxRobot robot) {
        var many = new Stories();
        for (int i = 0; i < 600; i++) {
            if (i < 300 ? i % 10 == 0 : i % 2 == 0) {
                many.hallucinated(Outcome.LOST);
            } else {
                many.sound();
            }
        }
        robot.interact(() -> Desks.lay(desk, many));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lost(robot, 0.25)).isPositive().isLessThan(lost(robot, 0.75) / 2);
    }

    /// One lost turn alone in the last column made half as high what was lost in each other one, and its mark was cut.
    @Test
    void aColumnThatIsNotFullYetIsToTheScaleOfTheOthers(FxRobot robot) {
        var turns = 500;
        while (turns % Scale.whole(turns, model.scale().get().width()).gathered() != 1) {
            turns++;
        }
        var many = new Stories();
        for (int i = 0; i < turns; i++) {
            if (i % 2 == 0) {
                many.hallucinated(Outcome.LOST);
            } else {
                many.sound();
            }
        }
        robot.interact(() -> Desks.lay(desk, many));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.columns().getLast().turns()).isEqualTo(1);
        assertThat(lost(robot, 0.5)).isGreaterThan((int) (Painter.LANE * 0.6));
    }

    /// How high the bar of the lost ones is, in pixels, so far from the left end of the lanes.
    private static int lost(FxRobot robot, double share) {
        var lanes = robot.lookup(".lanes").queryAs(Region.class);
        var picture = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> lanes.snapshot(null, null));
        var x = (int) (Painter.LABELS + (picture.getWidth() - Painter.LABELS) * share);
        var high = 0;
        for (int y = (int) (3 * Painter.LANE); y < 4 * Painter.LANE; y++) {
            var row = y;
            var red = IntStream.range(x, x + 14).mapToObj(at -> picture.getPixelReader().getColor(at, row))
                    .anyMatch(c -> c.getRed() > 0.6 && c.getGreen() < 0.3 && c.getBlue() < 0.3);
            high += red ? 1 : 0;
        }
        return high;
    }

    private Point2D at(FxRobot robot, int turn) {
        Node lanes = robot.lookup(".lanes").query();
        return lanes.localToScreen(Painter.LABELS + (turn - 0.5) * model.scale().get().perTurn(), 30);
    }
}
