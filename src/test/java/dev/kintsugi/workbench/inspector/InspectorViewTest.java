package dev.kintsugi.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Desk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class InspectorViewTest {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    /// Whether each was read on the window's thread.
    private final List<Boolean> read = new CopyOnWriteArrayList<>();
    private volatile Supplier<Optional<String>> line = () -> Optional.of("line");
    private Desk desk;
    private InspectorModel model;
    private InspectorView view;

    @Start
    void start(Stage stage) {
        desk = LAB.desk();
        model = new InspectorModel(desk.bench());
        view = new InspectorView(desk, model, this::line, () -> Map.of("scripted", "closed"));
        desk.actions().add(view.actions(() -> {}));
        Desks.show(stage, desk, view, 460, 640);
        Desks.lay(desk, new Stories().sound().unavailable(Outcome.LOST).hallucinated(Outcome.RECOVERED));
    }

    private Optional<String> line(Entry entry) {
        read.add(Platform.isFxApplicationThread());
        return line.get();
    }

    private void copied(FxRobot robot) {
        robot.clickOn("Raw");
        robot.interact(() -> robot.lookup(".raw-tree").queryAs(TreeTableView.class).getSelectionModel().select(0));
        assertThat(read).as("by picking it").isEmpty();
        robot.clickOn("Copy the line");
    }

    @Test
    void aLineIsReadOnceItIsCopiedAndTheWindowDoesNotWaitForIt(FxRobot robot) {
        copied(robot);
        await().until(() -> WaitForAsyncUtils.waitFor(WaitForAsyncUtils
                .asyncFx(() -> "line".equals(Clipboard.getSystemClipboard().getString()))));
        assertThat(read).containsExactly(false);
    }

    @Test
    void aLineThatCannotBeCopiedIsTold(FxRobot robot) {
        line = Optional::empty;
        copied(robot);
        await().until(() -> told("The line was not copied"));
        line = () -> {
            throw new Problem("The store is away", "nobody answers", "Start it");
        };
        robot.clickOn("Copy the line");
        await().until(() -> told("The store is away"));
    }

    private boolean told(String what) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils
                .asyncFx(() -> desk.notices().shown().stream().anyMatch(notice -> notice.what().contains(what))));
    }

    /// On a busy machine the window may be there a moment before what it shows.
    @BeforeEach
    void shown(FxRobot robot) {
        await().until(() -> WaitForAsyncUtils.waitFor(
                WaitForAsyncUtils.asyncFx(() -> robot.lookup(".diff-added").tryQuery().isPresent())));
    }

    @Test
    void theDiffMarksWhatTheFaultPutIn(FxRobot robot) {
        assertThat(robot.lookup(".diff-added").queryText().getText()).isEqualTo("900");
        assertThat(robot.lookup(".diff-removed").queryText().getText()).isEqualTo("1,200");
    }

    @Test
    void manySettingsFoldIntoOneStepAndFewAreNamed(FxRobot robot) {
        var many = new Stories().message("Hello?");
        for (int i = 0; i < 9; i++) {
            many.add(new LabEvent.SettingChanged("fault." + i, Text.of("0")));
        }
        robot.interact(() -> Desks.lay(desk, many));
        assertThat(robot.lookup("9 settings changed").tryQuery()).isPresent();
        assertThat(robot.lookup(".step").queryAll()).hasSize(1);

        robot.interact(() -> Desks.lay(desk,
                new Stories().message("Hello?").add(new LabEvent.SettingChanged("chaos", Text.of("true")))));
        assertThat(robot.lookup("Setting changed: chaos").tryQuery()).isPresent();
    }

    @Test
    void textsStandSideBySideWhereTheyCanBeReadSoAndElseOneAboveTheOther(FxRobot robot) {
        assertThat(top(robot, 1)).isEqualTo(top(robot, 0));
        var stage = (Stage) robot.lookup(".diff-pane").query().getScene().getWindow();
        robot.interact(() -> stage.setWidth(300));
        await().untilAsserted(() -> assertThat(top(robot, 1))
                .isGreaterThan(
                        top(robot, 0) + robot.lookup(".diff-pane").nth(0).query().getBoundsInParent().getHeight()));
    }

    private static double top(FxRobot robot, int pane) {
        return robot.lookup(".diff-pane").nth(pane).query().getBoundsInParent().getMinY();
    }

    @Test
    void betweenAReplyAndAnErrorNoChangesAreCounted(FxRobot robot) {
        robot.interact(() -> desk.bench().select(2));
        assertThat(robot.lookup("One of them is an error, so there are no words to compare.").tryQuery()).isPresent();
        assertThat(model.changes()).isEmpty();
        robot.push(KeyCode.F7);
        assertThat(model.change().get()).isZero();
    }

    @Test
    void choosingDeliveredShowsWhatWasMended(FxRobot robot) {
        robot.interact(() -> robot.lookup("Delivered").queryAs(ButtonBase.class).fire());

        assertThat(robot.lookup(".diff-mended").queryText().getText()).isEqualTo("1,200");
    }

    @Test
    void theNextChangeIsOneKeyAway(FxRobot robot) {
        robot.type(KeyCode.F7);

        assertThat(model.changes()).isEqualTo("1 of 1 change");
        assertThat(robot.lookup(".diff-current").queryAll()).hasSize(2);
    }

    @Test
    void anErrorIsAPanelAndIdenticalTextsSaySo(FxRobot robot) {
        robot.interact(() -> desk.bench().select(2));
        assertThat(robot.lookup(".error-panel").queryAll()).hasSize(1);

        robot.interact(() -> desk.bench().select(1));
        assertThat(robot.lookup("The two texts are identical: no fault acted on this turn.").tryQuery()).isPresent();
    }

    @Test
    void aTurnThatEndsIsNoLongerSaidToBeUnderWay(FxRobot robot) {
        var ending = new Stories().message("How much is my deductible?");
        robot.interact(() -> desk.bench().lay(Stories.SESSION, ending.turns(), ending.told().tally()));
        assertThat(robot.lookup("The turn is under way.").tryQuery()).isPresent();
        assertThat(robot.lookup("Natural answers: none yet").tryQuery()).isPresent();
        var ended = new Stories().interrupted();
        robot.interact(() -> desk.bench().told(ended.last(), ended.told().tally()));
        assertThat(robot.lookup("The turn is under way.").tryQuery()).isEmpty();
    }

    @Test
    void theDiceAreATable(FxRobot robot) {
        robot.clickOn("Recovery");

        assertThat(robot.lookup("Injected Hallucination: p 15\u00a0%, draw 0.112.").tryQuery()).isPresent();
        assertThat(robot.lookup("Checked against: policy: deductible 1,200").tryQuery()).isPresent();
    }

    @Test
    void everyChartHasATableTwin(FxRobot robot) {
        robot.clickOn("Charts");
        assertThat(robot.lookup(".figure .chart").queryAllAs(Node.class)).hasSize(3).allMatch(Node::isVisible);
        robot.clickOn("Show as tables");

        assertThat(robot.lookup(".figure-table").queryAllAs(Node.class)).hasSize(3).allMatch(Node::isVisible);
        assertThat(robot.lookup("50\u00a0%").tryQuery()).isPresent();
    }

    @Test
    void closedAndOpenedAgainItShowsTheSameTurn(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 0; i < 50; i++) {
                view.close();
                view.open();
            }
        });

        assertThat(robot.lookup("TURN 3").tryQuery()).isPresent();
    }
}
