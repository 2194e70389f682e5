package dev.kintsugi.workbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ProviderSectionTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Start
    void start(Stage stage) {
        var desk = OPEN.desk();
        Desks.show(stage, desk, new ProviderSection(desk, List.of("insurance"), Map.of(), this::ask), 800, 600);
    }

    private String ask(Object provider) {
        asked.incrementAndGet();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new Problem("There is no connection", "nobody answers", "Start it");
    }

    /// The keyboard went on to what comes next, and the page scrolled away from the answer.
    @Test
    void whoTestsTheConnectionStaysWhereTheAnswerComes(FxRobot robot) {
        robot.interact(() -> robot.lookup("Real model").queryAs(ToggleButton.class).fire());
        var test = robot.lookup("Test connection").queryButton();
        robot.interact(test::requestFocus);
        robot.push(KeyCode.SPACE).push(KeyCode.SPACE);
        await().until(() -> asked.get() > 0);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(test.isFocused()).isTrue();
        answers.countDown();
        await().until(() -> robot.lookup("There is no connection: nobody answers. Start it.").tryQuery().isPresent());
        assertThat(asked).hasValue(1);
        assertThat(test.isFocused()).isTrue();
    }
}
