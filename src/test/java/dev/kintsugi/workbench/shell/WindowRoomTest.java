package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// How the window shares out its room, and how it looks.
class WindowRoomTest extends WindowRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void aChosenLookIsKeptThoughTheWindowIsNeverClosed(FxRobot robot) {
        on(() -> window.desk().appearance().theme().set(Theme.DARK));
        on(() -> window.desk().appearance().zoomTo(130));
        assertThat(WindowMemory.load(home)).extracting(WindowMemory::theme, WindowMemory::zoom)
                .containsExactly(Theme.DARK, 130);
    }

    /// Plus lies on a key of its own, on that of the equals sign, or is reported as itself with Shift still down.
    @Test
    void plusMakesLargerOnEveryKeyboard(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.PLUS);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PLUS);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(130);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(100);
    }

    /// Its lanes are as high as they are: more room gave it nothing, and took it from the conversation.
    @Test
    void theTimelineTakesNoMoreHeightThanItsLanes(FxRobot robot) {
        var timeline = ask(() -> (Region) robot.lookup(".timeline").query());
        assertThat(ask(timeline::getHeight)).isCloseTo(ask(() -> timeline.prefHeight(-1)), offset(1.0));
        on(() -> window.stage().setHeight(700));
        assertThat(ask(timeline::getHeight)).isLessThanOrEqualTo(ask(() -> timeline.prefHeight(-1)) + 1);
    }

    /// Both sides come back with the room, unless a person hid them.
    @Test
    void inLargeTypeOnASmallWindowOneSideStandsBesideTheConversation(FxRobot robot) {
        on(() -> window.stage().setWidth(1280));
        on(() -> window.desk().appearance().zoomTo(160));
        assertThat(window.places().modes().get()).isFalse();
        assertThat(window.places().inspector().get()).isTrue();
        robot.clickOn("Failure modes");
        assertThat(window.places().modes().get()).isTrue();
        assertThat(window.places().inspector().get()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        assertThat(window.places().modes().get()).isFalse();
        assertThat(window.places().inspector().get()).isTrue();
        on(() -> window.desk().appearance().zoomTo(100));
        assertThat(window.places().modes().get()).isTrue();
        assertThat(window.places().inspector().get()).isTrue();
        assertThat(robot.lookup(".side-strip").queryAs(Node.class).isVisible()).isFalse();
    }

    @Test
    void bothSidesCanBeHiddenAndTheTimelineKeepsItsHeight(FxRobot robot) {
        var timeline = robot.lookup(".timeline").queryAs(Region.class);
        var before = timeline.getHeight();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.places().modes().get()).isFalse();
        assertThat(window.places().inspector().get()).isFalse();
        on(() -> window.desk().appearance().zoomTo(160));
        on(() -> window.desk().appearance().zoomTo(100));
        assertThat(window.places().inspector().get()).isFalse();
        assertThat(timeline.getHeight()).isCloseTo(before, offset(2.0));
    }

    @Test
    void aWindowThatGrowsWithItsTypeStaysOnTheScreen(FxRobot robot) {
        var stage = window.stage();
        var room = Screen.getPrimary().getVisualBounds();
        // A frame of the old width that is drawn late reaches beyond the edge, which a headless screen cannot paint.
        WaitForAsyncUtils.autoCheckException = false;
        try {
            on(() -> stage.setWidth(1024));
            until(() -> stage.getScene().getWidth() <= 1024);
            on(() -> stage.setX(room.getMaxX() - 1024));
            on(() -> window.desk().appearance().zoomTo(150));
        } finally {
            WaitForAsyncUtils.clearExceptions();
            WaitForAsyncUtils.autoCheckException = true;
        }
        assertThat(stage.getWidth()).isGreaterThan(1024);
        assertThat(stage.getX()).isEqualTo(Math.max(room.getMinX(), room.getMaxX() - stage.getWidth()));
    }

    @Test
    void onAScreenThatIsTooSmallForItsTypeNothingIsOutOfReach(FxRobot robot) {
        on(() -> window.desk().appearance().zoomTo(160));
        on(() -> {
            window.stage().setMinWidth(0);
            window.stage().setWidth(900);
        });
        until(() -> robot.lookup("#whole").tryQuery().isPresent());
        var whole = robot.lookup("#whole").queryAs(ScrollPane.class);
        until(() -> whole.getViewportBounds().getWidth() < whole.getContent().getLayoutBounds().getWidth());
        on(() -> whole.setHvalue(1));
        var panic = robot.lookup(".panic").queryAs(Node.class);
        until(() -> panic.localToScene(panic.getLayoutBounds()).getMaxX() <= 900);
        on(() -> window.desk().appearance().zoomTo(100));
        on(() -> window.stage().setWidth(1440));
        until(() -> robot.lookup("#whole").tryQuery().isEmpty());
        assertThat(panic.localToScene(panic.getLayoutBounds()).getMaxX()).isBetween(1300.0, 1440.0);
    }

    @Test
    void theWholeOrderOfRecoveryIsReadableWhateverTheRoom(FxRobot robot) {
        var order = Policies.STANDARD.order();
        on(() -> window.stage().setWidth(1280));
        assertThat(robot.lookup("#recovery-chooser").query().getAccessibleHelp()).contains(order);
        assertThat(Choices.recoveryText(Policies.STANDARD, 1000))
                .isEqualTo("Recovery: standard, " + Policies.STANDARD.patterns().size() + " patterns");
        lay(TestLab.conversation(lab));
        on(() -> window.desk().actions().run("inspector.recovery"));
        until(() -> robot.lookup("standard: " + order).tryQuery().isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        until(() -> robot.lookup(order).tryQuery().isPresent());
    }

    @Test
    void withReducedMotionNothingOfTheWindowSlides(FxRobot robot) {
        on(() -> window.desk().appearance().motion().set(Appearance.Motion.REDUCED));
        assertThat(window.stage().getScene().getStylesheets()).anyMatch(sheet -> sheet.endsWith("calm.css"));
        on(() -> window.desk().appearance().motion().set(Appearance.Motion.FULL));
        assertThat(window.stage().getScene().getStylesheets()).noneMatch(sheet -> sheet.endsWith("calm.css"));
    }

    @Test
    void theThemeSwitchesAndTheZoomFollowsItsKeys(FxRobot robot) {
        on(() -> window.desk().actions().run("view.theme"));
        assertThat(window.desk().appearance().dark().getValue()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(110);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(100);
    }

    /// It stands again where it stood, and whoever wants it all the same has it.
    @Test
    void whereTheRoomIsLowTheTimelineGivesWayToTheConversationUntilSomebodyAsksForIt(FxRobot robot) {
        on(() -> window.stage().setHeight(800));
        var before = robot.lookup(".timeline").queryAs(Region.class).getHeight();
        on(() -> window.desk().appearance().zoomTo(160));
        assertThat(window.places().timeline().get()).isFalse();
        assertThat(WindowMemory.load(home).timeline()).as("it is wanted").isTrue();
        on(() -> window.desk().appearance().zoomTo(100));
        until(() -> window.places().timeline().get());
        assertThat(robot.lookup(".timeline").queryAs(Region.class).getHeight()).isCloseTo(before, offset(4.0));
        on(() -> window.desk().appearance().zoomTo(160));
        robot.push(KeyCode.CONTROL, KeyCode.J);
        on(() -> window.desk().appearance().zoomTo(150));
        assertThat(window.places().timeline().get()).isTrue();
    }
}
