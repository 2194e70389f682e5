package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.kit.Notice;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The window's own button that closes it, in the midst of long work.
class LeavingTest extends WindowRig {
    private final CountDownLatch end = new CountDownLatch(1);

    @Start
    void start(Stage stage) { open(stage); }

    @AfterEach
    void end() { end.countDown(); }

    @Test
    void whereNothingIsUnderWayItClosesAtOnce() {
        assertThat(stays()).isFalse();
        assertThat(told()).isEmpty();
    }

    @Test
    void inTheMidstOfWorkItSaysWhatBecomesOfItAndClosesTheNextTime(FxRobot robot) {
        work();
        assertThat(stays()).isTrue();
        assertThat(told()).containsExactly("Still at work: Matrix");
        robot.push(KeyCode.ESCAPE);
        assertThat(stays()).isTrue();
        assertThat(stays()).isFalse();
        assertThat(told()).containsExactly("Still at work: Matrix");
    }

    @Test
    void whatWasSaidGoesWithTheWork() {
        work();
        stays();
        end.countDown();
        until(() -> window.desk().jobs().running().isEmpty());
        assertThat(told()).isEmpty();
        assertThat(stays()).isFalse();
    }

    @Test
    void itSaysWhetherWhatAnExperimentFoundIsKept() {
        until(() -> window.desk().actions().find("experiment.run").orElseThrow().enabled());
        on(() -> window.desk().actions().run("experiment.run"));
        assertThat(stays()).isTrue();
        assertThat(ask(() -> window.desk().notices().shown().getFirst().why()))
                .isEqualTo(
                        "Closing the window stops that. The experiment's results are kept in no folder: what it found"
                                + " so far is lost.");
        on(() -> window.desk().actions().run("experiment.stop"));
    }

    private void work() {
        on(() -> window.desk().jobs().run("Matrix", _ -> {
            end.await();
            return "";
        }));
    }

    /// Whether the window stays open when somebody closes it.
    private boolean stays() {
        return ask(() -> {
            var closing = new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST);
            window.stage().getOnCloseRequest().handle(closing);
            return closing.isConsumed();
        });
    }

    private List<String> told() {
        return ask(() -> window.desk().notices().shown().stream().map(Notice::what).toList());
    }
}
