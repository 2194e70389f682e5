package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.SessionList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// From the first message to the session that is open.
class WindowSessionTest extends WindowRig {
    @Start
    void start(Stage stage) { open(stage); }

    /// A message once fell letter by letter on whatever button had the focus, and its R played a scenario.
    @Test
    void whoBeginsASessionWritesAtOnceAndALetterByItselfPlaysNothing(FxRobot robot) {
        on(() -> robot.lookup("#recovery-chooser").query().requestFocus());
        robot.type(KeyCode.R);
        assertThat(window.places().screen().get()).isEqualTo(ScreenName.BENCH);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        assertThat(focused().getStyleClass()).contains("message-area");

        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        Node page = ask(() -> robot.lookup(".settings-page").query());
        assertThat(Stream.<Node>iterate(page, Objects::nonNull, Node::getParent)).contains(focused());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertThat(focused().getStyleClass()).contains("message-area");
    }

    @Test
    void aNewSessionBeginsWithItsFirstMessageAndLeavesNoEmptyOneBehind(FxRobot robot) {
        var lab = window.desk().lab();
        lab.begin().join();
        until(() -> lab.session().get() != null);
        var before = lab.lab().sessions().size();
        robot.push(KeyCode.CONTROL, KeyCode.N).push(KeyCode.CONTROL, KeyCode.N);
        assertThat(lab.session().get()).isNull();
        assertThat(window.desk().bench().session().get()).isNull();
        assertThat(lab.lab().sessions()).hasSize(before);

        lab.say("Where is my claim INS-2024-9876?", null).join();
        until(() -> window.desk().bench().turns().size() == 1);
        assertThat(lab.lab().sessions()).hasSize(before + 1);
    }

    @Test
    void whatIsSaidWhileTheSessionBeginsIsSaidInItAndInOrder(FxRobot robot) {
        var feed = window.desk().lab();
        var said = List.of("What is the status of my claim INS-2024-9876?", "Who handles my claim?",
                "How much is my deductible?");
        on(() -> said.forEach(words -> feed.say(words, null)));
        until(() -> window.desk().bench().turns().size() == 3);
        assertThat(lab.sessions()).hasSize(1);
        assertThat(ask(() -> window.desk().bench().turns().stream().map(t -> t.message().value()).toList()))
                .isEqualTo(said);
    }

    @Test
    void aFirstTurnThatIsUnderWayIsNoSessionWithoutTurns(FxRobot robot) {
        var bench = window.desk().bench();
        var question = new Object();
        Supplier<String> bar = () -> robot.lookup("#status-session").queryAs(Labeled.class).getText();
        on(() -> bench.asked(question, false));
        assertThat(ask(bar)).isEqualTo("New session, first turn under way");
        on(() -> bench.asked(question, true));
        assertThat(ask(bar)).isEqualTo("No session yet");
    }

    @Test
    void theRecoveryThatTheBarShowsStandsAroundTheSessionThatIsOpen(FxRobot robot) {
        var chooser = robot.lookup("#recovery-chooser").queryAs(MenuButton.class);
        on(() -> {
            window.desk().lab().begin();
            chooser.getItems().get(Policies.names().indexOf("supervised")).fire();
        });
        assertThat(chooser.getText()).contains("supervised");
        until(() -> window.desk().lab().session().get() != null);
        var session = window.desk().lab().session().get();
        until(() -> session.policyName().equals("supervised"));
        session.say("Where is my claim INS-2024-9876?", null).join();
        assertThat(session.policyName()).isEqualTo("supervised");
    }

    @Test
    void oneKeyPlaysTheScenarioAndPlaysItAgain(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.R);
        assertThat(window.places().screen().get()).isEqualTo(ScreenName.SCENARIOS);
        until(() -> robot.lookup("The insurance claim").tryQuery().isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.R);
        until(() -> !window.desk().bench().turns().isEmpty());
        var first = window.desk().bench().session().get();
        robot.push(KeyCode.CONTROL, KeyCode.R);
        until(() -> !first.equals(window.desk().bench().session().get()));
        robot.clickOn("Pause");
    }

    @Test
    void theFirstButtonBreaksAnAnswerAndRecoveryMendsIt(FxRobot robot) {
        on(() -> window.places().welcome().set(true));
        robot.clickOn("Show me one failure");
        until(() -> !window.desk().bench().turns().isEmpty() && !window.desk().bench().underWay());
        var turn = window.desk().bench().turns().getFirst();
        assertThat(turn.failed()).isTrue();
        assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(lab.settings().faults().chaos()).isFalse();
        assertThat(ask(() -> List.copyOf(window.desk().notices().shown()))).as("nothing but the mended turn").isEmpty();
        robot.clickOn("#first-run-done");
        assertThat(window.places().welcome().get()).isFalse();
    }

    /// Turns of long ago are no first steps.
    @Test
    void aSessionFromTheArchiveIsNoFirstFailure(FxRobot robot) {
        on(() -> window.places().welcome().set(true));
        lay(TestLab.conversation(lab));
        assertThat(robot.lookup(".first-run").query().isVisible()).isFalse();
    }

    /// Its old failures came back into view with the first words that were said in it.
    @Test
    void whoGoesOnWithASessionFromTheArchiveIsToldOfNoFailureBeforeThat(FxRobot robot) {
        on(() -> window.places().welcome().set(true));
        var session = TestLab.conversation(lab);
        lay(session);
        var before = session.turns().size();
        on(() -> window.desk().lab().say("How much is my deductible?", null));
        until(() -> window.desk().bench().turns().size() > before && !window.desk().bench().underWay());
        assertThat(robot.lookup(".first-run").query().isVisible()).isFalse();
    }

    @Test
    void whoComesBackIsWhereTheyWere(FxRobot robot) {
        var session = TestLab.conversation(lab);
        lay(session);
        on(() -> window.places().screen().set(ScreenName.SESSIONS));
        var stage = window.stage();
        on(window::close);
        on(() -> window = Workbench.stage(new Stage(), lab, TestLab.options(home)));
        assertThat(ask(() -> window.places().screen().get())).isEqualTo(ScreenName.SESSIONS);
        until(() -> session.id().equals(window.desk().bench().session().get()));
        assertThat(ask(() -> window.desk().bench().turns())).hasSize(6);
        assertThat(stage.isShowing()).isFalse();
    }

    @Test
    void whatIsGoneIsNotGoneBackTo(FxRobot robot) {
        var session = TestLab.conversation(lab);
        lay(session);
        on(window::close);
        lab.delete(session.id());
        on(() -> window = Workbench.stage(new Stage(), lab, TestLab.options(home)));
        until(() -> window.desk().lab().sessions().state().get() == SessionList.State.READ);
        assertThat(ask(() -> window.desk().bench().session().get())).isNull();
        assertThat(ask(() -> window.desk().notices().shown())).isEmpty();
    }

    private Node focused() { return ask(() -> window.stage().getScene().getFocusOwner()); }
}
