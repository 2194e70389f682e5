package dev.kintsugi.workbench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FaultsViewTest {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    private final TurnedDials dials = new TurnedDials();
    private Desk desk;
    private FaultsModel model;

    @Start
    void start(Stage stage) {
        desk = LAB.desk();
        model = new FaultsModel(dials, desk.bench());
        Desks.show(stage, desk, new FaultsView(model, desk.lab().settings()), 310, 700);
    }

    @Test
    void keysMoveToggleNudgeAndType(FxRobot robot) {
        robot.interact(() -> card(robot, 0).requestFocus());
        robot.type(KeyCode.DOWN).type(KeyCode.SPACE).type(KeyCode.RIGHT).press(KeyCode.SHIFT).type(KeyCode.LEFT)
                .release(KeyCode.SHIFT);

        var second = dials.settings.mode(FailureMode.INCORRECT_REASONING);
        assertThat(second.on()).isFalse();
        assertThat(second.probability().ppm()).isEqualTo(160_000);

        robot.write("42");
        assertThat(dials.settings.mode(FailureMode.INCORRECT_REASONING).probability().ppm()).isEqualTo(420_000);
    }

    @Test
    void aClickOnACardGivesItTheKeys(FxRobot robot) {
        robot.clickOn("Incorrect reasoning").write("55").type(KeyCode.LEFT);

        assertThat(card(robot, 1).isFocused()).isTrue();
        assertThat(dials.settings.mode(FailureMode.INCORRECT_REASONING).probability().ppm()).isEqualTo(540_000);
    }

    @Test
    void whatTheMouseSetsIsAStepOnceItIsLetGo(FxRobot robot) {
        robot.moveTo(card(robot, 0).lookup(".slider"));
        dials.log.clear();
        robot.press(MouseButton.PRIMARY);
        assertThat(dials.settings.mode(FailureMode.HALLUCINATION).probability().ppm()).isNotEqualTo(300_000);
        assertThat(dials.log).doesNotContain("seal");

        robot.release(MouseButton.PRIMARY);
        Awaitility.await().until(() -> dials.log.contains("seal"));
    }

    @Test
    void oneClickForcesAMode(FxRobot robot) {
        robot.clickOn(card(robot, 0).lookup(".icon-button"));

        assertThat(desk.bench().forced().get()).isEqualTo(FailureMode.HALLUCINATION);
    }

    @Test
    void aListIsTickedAndNeverEmptied(FxRobot robot) {
        robot.interact(() -> card(robot, 1).requestFocus());
        robot.type(KeyCode.ENTER);
        var boxes = robot.from(card(robot, 1)).lookup(".check-box").queryAllAs(CheckBox.class).stream().toList();
        assertThat(boxes).hasSize(2).allMatch(CheckBox::isSelected);

        robot.interact(boxes.getFirst()::fire);
        assertThat(dials.settings.parameter(FailureMode.INCORRECT_REASONING, "types")).isEqualTo("invalid_conclusion");
        robot.interact(boxes.getLast()::fire);
        assertThat(boxes.getLast().isSelected()).isTrue();
        assertThat(dials.settings.parameter(FailureMode.INCORRECT_REASONING, "types")).isEqualTo("invalid_conclusion");
    }

    @Test
    void aRefusedValueIsExplainedAndItsExplanationGoesWithIt(FxRobot robot) {
        robot.interact(() -> card(robot, 0).requestFocus());
        robot.type(KeyCode.ENTER);
        var cure = robot.from(card(robot, 0)).lookup(".text-field").queryAllAs(TextField.class).stream()
                .filter(field -> "Cure".equals(field.getAccessibleText())).findFirst().orElseThrow();
        robot.interact(() -> {
            cure.requestFocus();
            cure.setText("for ever");
        });
        robot.type(KeyCode.ENTER);
        assertThat(words(robot)).anyMatch(words -> words.startsWith("Not that: "));

        robot.interact(() -> card(robot, 1).requestFocus());
        robot.type(KeyCode.SPACE);
        assertThat(cure.getText()).isEqualTo("default");
        assertThat(words(robot)).noneMatch(words -> words.startsWith("Not that: "));
    }

    @Test
    void aCooldownCountsDownAndCanBeEnded(FxRobot robot) {
        robot.interact(() -> {
            dials.cooldown = Duration.ofSeconds(12);
            model.refresh();
        });
        assertThat(robot.lookup("End now").tryQuery()).as("without chaos it holds nothing back")
                .hasValueSatisfying(end -> assertThat(end.getParent().isVisible()).isFalse());
        robot.interact(() -> {
            dials.settings = dials.settings.withChaos(true);
            model.refresh();
        });
        assertThat(robot.lookup("Cooldown: 12 s left").tryQuery()).isPresent();
        robot.clickOn("End now");

        assertThat(dials.cooldown).isZero();
    }

    private static List<String> words(FxRobot robot) {
        return robot.lookup(".label").queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    private static Node card(FxRobot robot, int at) { return robot.lookup(".mode-card").nth(at).query(); }
}
