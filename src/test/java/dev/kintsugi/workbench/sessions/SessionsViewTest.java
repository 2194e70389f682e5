package dev.kintsugi.workbench.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
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
class SessionsViewTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Desk desk;
    private Session session;

    @Start
    void start(Stage stage) {
        session = TestLab.conversation(OPEN.lab());
        desk = OPEN.desk();
        desk.actions().add(Action.of("session.new", "Begin a new session").run(() -> {}));
        Desks.show(stage, desk, new SessionsView(desk, new Exporting(desk), () -> {}), 1180, 700);
    }

    private void press(FxRobot robot, String words) {
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup(words).tryQuery().isPresent()));
        robot.interact(() -> robot.lookup(words).queryAllAs(Button.class).iterator().next().fire());
    }

    private static <T> T asked(Callable<T> question) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(question));
    }

    @Test
    void replayingASessionSaysThatItsBytesCameOutTheSame(FxRobot robot) {
        press(robot, "Replay");
        await().atMost(PATIENCE).until(() -> asked(() -> !desk.notices().shown().isEmpty()));
        assertThat(asked(() -> desk.notices().shown().getFirst())).extracting(Notice::what).asString()
                .contains("came out the same, byte for byte: 6 turns, ");
    }

    @Test
    void recoveringASessionAsksFirstAndThenReportsEachPart(FxRobot robot) {
        press(robot, "Recover");
        assertThat(robot.lookup("#rescue").query().isVisible()).isFalse();
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup(".confirm > .label").tryQuery().isPresent()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(asked(() -> robot.lookup(".confirm > .label").queryAs(Label.class).isTextTruncated())).isFalse();
        press(robot, "Recover session");
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup("#rescue").query().isVisible()));
        assertThat(robot.lookup("#rescue .strong").queryAs(Label.class).getText()).contains(": it is whole. ");
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup("#rescue .health-lines .label")
                .queryAllAs(Label.class).stream().map(Label::getText).toList())
                .containsAll(List.of("log", "history", "memory", "effects")));
        robot.interact(() -> robot.lookup("#rescue .icon-button").queryAs(Button.class).fire());
        assertThat(robot.lookup("#rescue").query().isVisible()).isFalse();
    }

    @Test
    void aSearchSaysHowManyOfTheSessionsItFound(FxRobot robot) {
        await().atMost(PATIENCE).until(() -> asked(() -> !desk.lab().sessions().rows().isEmpty()));
        robot.interact(() -> robot.lookup(".session-search").queryTextInputControl().setText("nothing like this"));
        assertThat(asked(() -> robot.lookup(hasText -> hasText instanceof Label label
                && label.getText().startsWith("0 of ")).tryQuery())).isPresent();
    }

    /// The bar shows what is chosen for new ones, and choosing it once more is enough.
    @Test
    void aSessionThatIsOpenedKeepsItsPolicyAndSaysSo(FxRobot robot) {
        var other = OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings()).withPolicy("watch"));
        desk.lab().open(other.id());
        await().atMost(PATIENCE).until(() -> asked(() -> desk.notices().shown().stream().map(Notice::what)
                .anyMatch(words -> words.startsWith("This session recovers by watch, as it was left."))));
        var chosen = OPEN.lab().settings().policy();
        robot.interact(() -> desk.lab().recoverBy(chosen, chosen));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(other.policyName()).isEqualTo(chosen));
    }

    @Test
    void aLongTitleGivesWayToTheButtons(FxRobot robot) {
        OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings())).say("I was hit by a van on the ring road, ".repeat(9),
                null).join();
        var list = robot.lookup("#session-list").queryAs(ListView.class);
        await().atMost(PATIENCE).until(() -> asked(() -> desk.lab().sessions().rows().stream()
                .anyMatch(row -> row.title().startsWith("I was hit"))));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(asked(() -> list.lookupAll(".scroll-bar:horizontal").stream().anyMatch(bar -> bar.isVisible())))
                .isFalse();
        assertThat(session.turns()).hasSize(6);
    }

    @Test
    void sessionsAreFoundByTheirNameAndByHowTheyWent(FxRobot robot) {
        var sound = OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings()));
        sound.say("How much is my deductible?", null).join();
        listed(2);
        ComboBox<SessionFilter> which = robot.lookup("#session-filter").queryComboBox();
        robot.interact(() -> which.setValue(SessionFilter.FAILED));
        assertThat(rows(robot)).extracting(SessionRow::id).contains(session.id()).doesNotContain(sound.id());
        robot.interact(() -> {
            which.setValue(SessionFilter.ALL);
            robot.lookup(".session-search").queryTextInputControl()
                    .setText(sound.id().value().toUpperCase(Locale.ROOT));
        });
        assertThat(rows(robot)).extracting(SessionRow::id).containsExactly(sound.id());
    }

    @Test
    void severalAreDeletedAtOnceAfterOneQuestion(FxRobot robot) {
        var gone = List.of(OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings())),
                OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings()))).stream().map(Session::id).toList();
        listed(3);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#sessions-chosen").query().isVisible()).isFalse();
        var list = robot.lookup("#session-list").<SessionRow>queryListView();
        robot.interact(() -> {
            list.requestFocus();
            list.getItems().stream().filter(row -> gone.contains(row.id()))
                    .forEach(row -> list.getSelectionModel().select(row));
        });
        assertThat(robot.lookup("#sessions-chosen").query().isVisible()).isTrue();
        robot.type(KeyCode.DELETE);
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup(".confirm .danger").tryQuery().isPresent()));
        robot.interact(() -> robot.lookup(".confirm .danger").queryButton().fire());
        await().atMost(PATIENCE).until(() -> OPEN.lab().sessions().stream().map(SessionRow::id)
                .noneMatch(gone::contains));
        await().atMost(PATIENCE).until(() -> asked(() -> !robot.lookup("#sessions-chosen").query().isVisible()));
        assertThat(OPEN.lab().sessions()).extracting(SessionRow::id).contains(session.id());
        assertThat(asked(list::isFocused)).isTrue();
    }

    @Test
    void whoDeletesIsToldWhatAndThatItDoesNotComeBack(FxRobot robot) {
        listed(1);
        var button = "Delete session " + OPEN.lab().sessions().getFirst().ordinal();
        robot.interact(() -> robot.lookup(".icon-button").queryAllAs(Button.class).stream()
                .filter(b -> button.equals(b.getAccessibleText())).findFirst().orElseThrow().fire());
        await().atMost(PATIENCE).until(() -> asked(() -> robot.lookup(".confirm > .label").tryQuery().isPresent()));
        assertThat(robot.lookup(".confirm > .label").queryAs(Label.class).getText())
                .contains(OPEN.lab().sessions().getFirst().title(), "It cannot be brought back.");
        press(robot, "Keep it");
        assertThat(OPEN.lab().sessions()).isNotEmpty();
    }

    @Test
    void theReportForPeopleIsTheFirstThatAnExportOffers() {
        assertThat(asked(() -> new Exporting(desk).menu(session.id(), null))).extracting(MenuItem::getText)
                .containsExactly("Report to read and print (HTML)", "Interactions as a table (CSV)",
                        "The log itself (JSON Lines)");
    }

    private void listed(int least) {
        await().atMost(PATIENCE).until(() -> asked(() -> desk.lab().sessions().rows().size() >= least));
    }

    private static List<SessionRow> rows(FxRobot robot) {
        return asked(() -> List.copyOf(robot.lookup("#session-list").<SessionRow>queryListView().getItems()));
    }
}
