package dev.kintsugi.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Desk;
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

    private Point2D at(FxRobot robot, int turn) {
        Node lanes = robot.lookup(".lanes").query();
        return lanes.localToScreen(Painter.LABELS + (turn - 0.5) * model.scale().get().perTurn(), 30);
    }
}
