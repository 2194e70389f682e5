package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.scenario.ScenarioView;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
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
class PresenterTest {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    private Desk desk;
    private ScenarioView scenarios;
    private boolean staged;

    @Start
    void start(Stage stage) {
        desk = LAB.desk();
        scenarios = new ScenarioView(desk, List::of);
        Desks.show(stage, desk, new Presenter(desk.bench(), scenarios.glance(), () -> staged, () -> {}), 1280, 720);
    }

    @Test
    void aMendedTurnHasThreeTextsAndOneDeliveredAsItBrokeHasTwo(FxRobot robot) {
        assertThat(words(robot, new Stories().hallucinated(Outcome.RECOVERED)))
                .contains("Natural: without the failure", "Observed: with the failure", "Delivered: to the user");
        assertThat(words(robot, new Stories().hallucinated(Outcome.LOST)))
                .contains("Natural: without the failure", "Observed, and delivered to the user")
                .doesNotContain("Delivered: to the user");
    }

    @Test
    void aClassReadsWhatBrokeAndNotWhatWasSet(FxRobot robot) {
        var told = words(robot, new Stories().hallucinated(Outcome.RECOVERED)
                .add(new LabEvent.SettingChanged("chaos", Text.of("true"))));
        assertThat(told).anyMatch(line -> line.startsWith("Injected: hallucination"))
                .noneMatch(line -> line.startsWith("Setting changed") || line.startsWith("The model "));
    }

    @Test
    void whatADetectorSaidIsSaidOnce(FxRobot robot) {
        var stories = new Stories().hallucinated(Outcome.RECOVERED);
        var caught = "Caught by the claims detector: ";
        var reason = stories.last().steps().stream().map(TurnStep::text).filter(text -> text.startsWith(caught))
                .findFirst().orElseThrow().substring(caught.length());
        var heard = new LabEvent.Recovering(new Step("verify", Step.Action.FLAGGED, 1,
                Text.of("claims: " + reason)));

        assertThat(words(robot, stories.add(heard))).filteredOn(text -> text.contains(reason))
                .hasSize(1);
        assertThat(words(robot, stories)).noneMatch(text -> text.startsWith("Verify: "));
    }

    @Test
    void aScenarioThatIsAboutToBePlayedIsPresentedBeforeItsFirstStep(FxRobot robot) {
        var scenario = Shelved.of(Path.of("demos/insurance"));
        staged = true;
        robot.interact(() -> scenarios.choose(scenario));

        assertThat(words(robot, new Stories().sound())).contains(scenario.title(), "Before the first step");
        assertThat(robot.lookup("Step").tryQuery()).isPresent();
    }

    /// With a clicker in the hand there is no mouse.
    @Test
    void thePageKeysReadOnAndAnotherTurnBeginsAtItsTop(FxRobot robot) {
        robot.interact(() -> robot.window(0).setHeight(300));
        words(robot, new Stories().hallucinated(Outcome.RECOVERED).hallucinated(Outcome.RECOVERED));
        var page = robot.lookup(".page").queryAllAs(Page.class).stream().filter(Page::isVisible).findFirst()
                .orElseThrow();

        robot.push(KeyCode.PAGE_DOWN).push(KeyCode.PAGE_DOWN);
        assertThat(page.getVvalue()).isPositive();
        robot.interact(() -> desk.bench().step(-1));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(page.getVvalue()).isZero();
    }

    private List<String> words(FxRobot robot, Stories stories) {
        robot.interact(() -> Desks.lay(desk, stories));
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(".label").queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
