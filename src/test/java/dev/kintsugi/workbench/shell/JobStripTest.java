package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.kit.Job;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// What runs is told in whole words in whatever room there is.
class JobStripTest extends WindowRig {
    @Start
    void start(Stage stage) { open(stage); }

    @AfterEach
    void end() { on(() -> window.desk().jobs().running().forEach(Job::cancel)); }

    private void run(String title) {
        on(() -> window.desk().jobs().run(title, token -> {
            token.progress(0.42, "42 %");
            var over = new CountDownLatch(1);
            token.whenCancelled(over::countDown);
            over.await();
            return "";
        }));
        until(() -> window.desk().jobs().running().stream().noneMatch(job -> job.text().get().isEmpty()));
    }

    @Test
    void theBarsGiveWayFirstThenTheWordsAndNothingIsCut(FxRobot robot) {
        run("Experiment");
        assertThat(shown(robot, ProgressBar.class)).isOne();
        on(() -> window.stage().setWidth(1024));
        assertThat(shown(robot, ProgressBar.class)).isOne();
        run("Export kintsugi.csv");
        assertThat(shown(robot, ProgressBar.class)).isZero();
        assertThat(words(robot)).contains("Experiment: 42 %", "Export kintsugi.csv: 42 %");
        run("Compare recovery off and on");
        assertThat(words(robot)).contains("3 running").noneMatch(words -> words.startsWith("Experiment"));
        assertThat(ask(() -> seen(robot, Labeled.class).filter(Labeled::isTextTruncated).count())).isZero();
        on(() -> window.stage().setWidth(1800));
        assertThat(shown(robot, ProgressBar.class)).isEqualTo(3);
    }

    @Test
    void whatIsInTheMenuCanBeStoppedThere(FxRobot robot) {
        on(() -> window.stage().setWidth(1024));
        List.of("Experiment", "Export kintsugi.csv", "Compare recovery off and on").forEach(this::run);
        var menu = ask(() -> robot.lookup("3 running").queryAs(MenuButton.class));
        assertThat(ask(() -> menu.getItems().stream().map(MenuItem::getText).toList())).containsExactly(
                "Cancel Experiment: 42 %", "Cancel Export kintsugi.csv: 42 %",
                "Cancel Compare recovery off and on: 42 %");
        on(() -> menu.getItems().get(1).fire());
        until(() -> window.desk().jobs().running().stream().map(Job::title).toList()
                .equals(List.of("Experiment", "Compare recovery off and on")));
    }

    private static long shown(FxRobot robot, Class<? extends Node> kind) {
        return ask(() -> seen(robot, kind).count());
    }

    private static List<String> words(FxRobot robot) {
        return ask(() -> seen(robot, Labeled.class).map(Labeled::getText).toList());
    }

    private static <T extends Node> Stream<T> seen(FxRobot robot, Class<T> kind) {
        return robot.lookup(".status-bar *").queryAllAs(Node.class).stream().filter(JobStripTest::seen)
                .filter(kind::isInstance).map(kind::cast);
    }

    private static boolean seen(Node node) { return node == null || node.isVisible() && seen(node.getParent()); }
}
