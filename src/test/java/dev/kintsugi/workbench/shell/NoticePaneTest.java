package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.workbench.kit.Focus;
import dev.kintsugi.workbench.kit.Notice;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The messages in the corner: how they are closed, and where the keyboard is afterwards.
class NoticePaneTest extends WindowRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void escapeClosesTheNewestAndLeavesTheKeyboardWhereItWas(FxRobot robot) {
        tell("One", "Two");
        robot.push(KeyCode.CONTROL, KeyCode.L);
        robot.push(KeyCode.ESCAPE);
        assertThat(told()).containsExactly("One");
        robot.push(KeyCode.ESCAPE);
        assertThat(told()).isEmpty();
        assertThat(focused().getStyleClass()).contains("message-area");
        on(() -> window.places().screen().set(ScreenName.SETTINGS));
        tell("Three");
        robot.push(KeyCode.ESCAPE);
        assertThat(told()).isEmpty();
    }

    @Test
    void escapeClosesWhatLiesOnTopFirst(FxRobot robot) {
        tell("One");
        robot.push(KeyCode.F1);
        robot.push(KeyCode.ESCAPE);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.NOTHING);
        assertThat(told()).containsExactly("One");
        robot.push(KeyCode.ESCAPE);
        assertThat(told()).isEmpty();
    }

    @Test
    void escapeStopsATurnFirst(FxRobot robot) {
        tell("One");
        var question = new Object();
        on(() -> window.desk().bench().asked(question, false));
        robot.push(KeyCode.ESCAPE);
        assertThat(told()).containsExactly("One");
        on(() -> window.desk().bench().asked(question, true));
        robot.push(KeyCode.ESCAPE);
        assertThat(told()).isEmpty();
    }

    @Test
    void escapeClosesAListThatIsOpenFirst(FxRobot robot) {
        tell("One");
        on(() -> robot.lookup(".chat .combo-box").queryComboBox().show());
        robot.push(KeyCode.ESCAPE);
        assertThat(ask(() -> robot.lookup(".chat .combo-box").queryComboBox().isShowing())).isFalse();
        assertThat(told()).containsExactly("One");
    }

    @Test
    void whoClosesOneWithItsButtonGoesOnWhereTheyWere(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        var box = focused();
        tell("One", "Two");
        for (int i = 0; i < 2; i++) {
            close(robot);
            assertThat(focused()).isEqualTo(box);
        }
        assertThat(told()).isEmpty();
    }

    /// The toolkit goes on at the window's first control when the one that has the focus is taken out.
    @Test
    void whereTheyWereIsGoneTheyAreStillOnTheScreen(FxRobot robot) {
        on(() -> window.places().screen().set(ScreenName.SETTINGS));
        robot.push(KeyCode.TAB);
        var before = focused();
        tell("One");
        on(() -> closing(robot).requestFocus());
        on(() -> before.setDisable(true));
        on(() -> closing(robot).fire());
        until(() -> !closable(robot));
        until(() -> !Focus.inside(window.stage().getScene().getFocusOwner(),
                window.stage().getScene().getRoot().lookup(".top-bar")));
    }

    private static void close(FxRobot robot) {
        on(() -> closing(robot).requestFocus());
        robot.push(KeyCode.SPACE);
    }

    private static Button closing(FxRobot robot) { return robot.lookup(".notice .icon-button").queryButton(); }

    private static boolean closable(FxRobot robot) {
        return robot.lookup(".notice .icon-button").tryQuery().isPresent();
    }

    private void tell(String... whats) {
        for (var what : whats) {
            on(() -> window.desk().notices().problem(new Problem(what, "it is away", "Start it")));
        }
    }

    private List<String> told() {
        return ask(() -> window.desk().notices().shown().stream().map(Notice::what).toList());
    }

    private Node focused() { return ask(() -> window.stage().getScene().getFocusOwner()); }
}
