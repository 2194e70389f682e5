package dev.kintsugi.workbench.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.people.Case;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The queue of what waits for a person: a payment that needs a yes, and a conversation that only a person can go on with.
@ExtendWith(ApplicationExtension.class)
class PeopleViewTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Desk desk;
    private PeopleView view;

    @Start
    void start(Stage stage) {
        desk = OPEN.desk();
        view = new PeopleView(new PeopleModel(desk), () -> {});
        Desks.show(stage, desk, view, 1180, 900);
        TestLab.waiting(OPEN.lab());
        await().atMost(PATIENCE).until(() -> OPEN.lab().desk().cases().size() == 2);
    }

    private static <T> T asked(Callable<T> question) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(question));
    }

    private static void press(FxRobot robot, String words) {
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup(words).queryAllAs(Button.class).stream()
                .anyMatch(button -> !button.isDisabled())));
        robot.interact(() -> robot.lookup(words).queryAllAs(Button.class).iterator().next().fire());
    }

    private static void write(FxRobot robot, String id, String text) {
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup(id).tryQuery().isPresent()));
        robot.interact(() -> robot.lookup(id).queryAs(TextArea.class).setText(text));
    }

    private static List<String> said(FxRobot robot) {
        return asked(() -> robot.lookup(".card .label").queryAllAs(Label.class).stream().map(Label::getText).toList());
    }

    private static boolean waits(Class<? extends Case> kind) {
        return OPEN.lab().desk().cases().stream().anyMatch(kind::isInstance);
    }

    private static TurnStory lastTurn(Case each) {
        var session = OPEN.lab().open(each.session());
        await().atMost(PATIENCE).until(() -> session.turns().getLast().state() == TurnStory.State.CONCLUDED);
        return session.turns().getLast();
    }

    private static Case waiting(Class<? extends Case> kind) {
        return OPEN.lab().desk().cases().stream().filter(kind::isInstance).findFirst().orElseThrow();
    }

    @Test
    void aPaymentIsMadeAsEditedOnceItsArgumentsAreSuchAsTheToolTakes(FxRobot robot) {
        var payment = waiting(Case.ToApprove.class);
        write(robot, "#case-arguments", "{\"claim_number\": \"INS-2024-4410\"}");
        assertThat(asked(() -> robot.lookup("Approve pay_out").queryAs(Button.class).isDisabled())).isTrue();
        press(robot, "Approve as edited");
        await().atMost(PATIENCE).until(() -> asked(() -> !desk.notices().shown().isEmpty()));
        assertThat(asked(() -> desk.notices().shown().getFirst())).extracting(Notice::what, Notice::why)
                .containsExactly("The arguments cannot be used", "the field 'amount' is missing");
        assertThat(waits(Case.ToApprove.class)).as("it waits on").isTrue();
        write(robot, "#case-arguments", "{\"claim_number\": \"INS-2024-4410\", \"amount\": 500}");
        press(robot, "Approve as edited");
        await().atMost(PATIENCE).until(() -> !waits(Case.ToApprove.class));
        await().atMost(PATIENCE).until(() -> asked(() -> desk.notices().shown().stream().noneMatch(Notice::problem)));
        assertThat(lastTurn(payment).delivered().value()).contains("$500").contains("PAY-");
        write(robot, "#case-words", "This is being looked after.");
        press(robot, "Answer the user");
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup("Nobody needs you now").query().isVisible()));
        whoChoseToBeAskedIsNotSentToChoose(robot);
    }

    private void whoChoseToBeAskedIsNotSentToChoose(FxRobot robot) {
        for (var policy : List.of("supervised", "standard")) {
            OPEN.lab().change(OPEN.lab().settings().withPolicy(policy));
            await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup("Choose the policy").queryButton()
                    .isVisible()) == policy.equals("standard"));
        }
    }

    @Test
    void aConversationIsShownWithTheWholePackageTakenOverAndAnswered(FxRobot robot) {
        var handoff = waiting(Case.ToTakeOver.class);
        await().atMost(PATIENCE).until(() -> said(robot).contains("Conversation"));
        assertThat(said(robot)).contains("Request", "What is the status of my claim INS-2024-9876?", "Error")
                .anyMatch(text -> text.startsWith("This needs a person: ")).anyMatch(text -> text.contains("HTTP 40"));
        press(robot, "Take over");
        await().atMost(PATIENCE).until(() -> said(robot).contains("taken by you"));
        write(robot, "#case-words", "I have called the workshop.");
        press(robot, "Answer the user");
        assertThat(lastTurn(handoff).delivered().value()).isEqualTo("I have called the workshop.");
        var payment = waiting(Case.ToApprove.class);
        robot.interact(() -> robot.lookup("Reject pay_out").queryButton().requestFocus());
        press(robot, "Reject pay_out");
        await().atMost(PATIENCE)
                .until(() -> asked(() -> view.node().getScene().getFocusOwner()) == view.node());
        assertThat(lastTurn(payment).delivered().value()).doesNotContain("PAY-");
        await().atMost(PATIENCE).until(() -> OPEN.lab().desk().cases().isEmpty());
    }
}
