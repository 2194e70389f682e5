package dev.kintsugi.workbench.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.Hindered;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A store that does not answer when it is asked for its sessions.
@ExtendWith(ApplicationExtension.class)
class AwayStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile boolean away = true;
    private volatile boolean silent;
    private Lab lab;
    private Desk desk;

    @Start
    void start(Stage stage) {
        lab = TestLab.over(mayBeAway(H2Journal.inMemory()));
        desk = Desks.over(lab);
        desk.actions().add(Action.of("session.new", "Begin a new session").run(() -> {}));
        Desks.show(stage, desk, new SessionsView(desk, new Exporting(desk), () -> {}), 1180, 700);
    }

    @AfterEach
    void stop() {
        answers.countDown();
        desk.lab().close();
        lab.close();
    }

    private Journal mayBeAway(Journal journal) {
        return Hindered.journal(journal, asked -> {
            if (away && List.of("sessions", "lines").contains(asked)) {
                throw new Problem("The store does not answer", "nobody listens there", "Start it");
            }
            if (silent && !asked.equals("health")) {
                awaitAnswer();
            }
        });
    }

    private void awaitAnswer() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isToldWhenASessionIsWaitedForUntilItCame(FxRobot robot) {
        away = false;
        var session = TestLab.conversation(lab);
        lab.close(session.id());
        silent = true;
        desk.lab().open(session.id());
        await().atMost(PATIENCE).until(() -> told().equals(List.of("The session is still being opened")));
        assertThat(desk.notices().shown().getFirst().line())
                .contains("it may come", "see that the store runs", lab.storeHealth().place());
        answers.countDown();
        await().atMost(PATIENCE).until(() -> told().isEmpty() && session.id().equals(desk.bench().session().get()));
    }

    @Test
    void isNotSaidToBeAwayAnyMoreOnceASessionCanBeOpened(FxRobot robot) {
        away = false;
        var session = TestLab.conversation(lab);
        lab.close(session.id());
        away = true;
        desk.lab().open(session.id());
        await().atMost(PATIENCE).until(() -> told().equals(List.of("The store does not answer")));
        away = false;
        desk.lab().open(session.id());
        await().atMost(PATIENCE).until(() -> told().isEmpty() && session.id().equals(desk.bench().session().get()));
    }

    private List<String> told() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> desk.notices().shown().stream().map(Notice::what).toList());
    }

    @Test
    void isToldInsteadOfAnEmptyListAndFoundAgainWhenItIsBack(FxRobot robot) {
        until(robot, "The store does not answer");
        assertThat(words(robot)).contains("Nobody listens there. Start it.", "Try again")
                .doesNotContain("No session yet", "0 sessions");
        assertThat(desk.notices().shown()).isEmpty();
        away = false;
        until(robot, "No session yet");
        assertThat(words(robot)).contains("0 sessions").doesNotContain("Try again");
    }

    @Test
    void leavesTheListAsItWasReadBeforeAndSaysSo(FxRobot robot) {
        away = false;
        TestLab.conversation(lab);
        until(robot, "1 session");
        away = true;
        WaitForAsyncUtils.waitForAsyncFx(10_000, desk.lab().sessions()::reload);
        until(robot, "As it was last read. The store does not answer: nobody listens there. Start it.");
        assertThat(words(robot)).contains("1 session", "Open");
    }

    private static void until(FxRobot robot, String words) {
        await().atMost(PATIENCE).until(() -> words(robot).contains(words));
    }

    /// The words that can be read.
    private static List<String> words(FxRobot robot) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> robot.lookup(node -> node instanceof Labeled && seen(node))
                        .queryAllAs(Labeled.class).stream().map(Labeled::getText).toList());
    }

    private static boolean seen(Node node) { return node == null || node.isVisible() && seen(node.getParent()); }
}
