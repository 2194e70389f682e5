package dev.kintsugi.workbench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class OrderListTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @TempDir
    static Path homes;

    private PolicyModel model;

    @Start
    void start(Stage stage) throws IOException {
        OPEN.lab().change(OPEN.lab().settings().withPolicy("standard"));
        Desk desk = OPEN.desk();
        model = new PolicyModel(desk, Files.createTempDirectory(homes, "home"));
        Desks.show(stage, desk, new PolicyView(desk, model, ""), 1200, 800);
    }

    private List<String> on() {
        return model.draft().get().policy().patterns().stream().map(pattern -> pattern.name()).toList();
    }

    @Test
    void theMouseDragsAPatternToTheOneThatItIsDroppedOn(FxRobot robot) {
        assertThat(on().indexOf("retry")).isGreaterThan(on().indexOf("cache"));
        robot.moveTo("#pattern-retry").press(MouseButton.PRIMARY).moveBy(0, -12).moveTo("#pattern-cache")
                .release(MouseButton.PRIMARY);
        assertThat(on().indexOf("retry")).isEqualTo(on().indexOf("cache") - 1);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.selected().get()).isEqualTo("retry");
        assertThat(robot.targetWindow().getScene().getFocusOwner()).isEqualTo(robot.lookup("#pattern-retry").query());
    }

    @Test
    void keysMoveAPatternAndTheFocusGoesWithIt(FxRobot robot) {
        Node row = robot.lookup("#pattern-retry").query();
        robot.interact(row::requestFocus);
        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(on().indexOf("retry")).isEqualTo(on().indexOf("verify") - 1);
        assertThat(row.isFocused()).isTrue();
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        assertThat(on().indexOf("retry")).isGreaterThan(on().indexOf("verify"));
    }

    @Test
    void whatThePolicyDoesIsNumberedAsItsPatternsAre(FxRobot robot) {
        var said = robot.lookup("#policy-sentence").queryAs(Labeled.class).getText().lines().toList();
        assertThat(said).hasSize(on().size());
        assertThat(said.get(on().indexOf("retry"))).startsWith(on().indexOf("retry") + 1 + ". What can heal is tried");
    }

    @Test
    void whatIsWrongWithAnOrderStandsAboveWhatThePolicyDoes(FxRobot robot) {
        robot.interact(() -> model.move("retry", 0));
        var advice = robot.lookup("#policy-advice").queryAs(VBox.class);
        assertThat(advice.getChildren()).isNotEmpty();
        var sentence = robot.lookup("#policy-sentence").queryAs(Region.class);
        assertThat(advice.localToScene(0, 0).getY()).isLessThan(sentence.localToScene(0, 0).getY());
    }
}
