package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Keys, the palette and what can be pressed.
class WindowTest extends WindowRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void thePaletteFindsAnActionByItsLettersAndRunsIt(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.PALETTE);
        on(() -> robot.lookup("#palette-query").queryTextInputControl().setText("go to sess"));
        ListView<PaletteEntry> found = robot.lookup("#palette-list").queryListView();
        assertThat(found.getItems()).first().extracting(PaletteEntry::title).isEqualTo("Go to sessions");
        robot.push(KeyCode.ENTER);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.NOTHING);
        assertThat(window.places().screen().get()).isEqualTo(ScreenName.SESSIONS);
    }

    /// The toolkit went on at the window's first control, far from what was being done.
    @Test
    void whoseButtonGoesAwayIsStillOnTheScreen(FxRobot robot) {
        Node force = ask(() -> robot.lookup(".mode-card .icon-button").query());
        on(force::requestFocus);
        assertThat(focusedIn(".top-bar")).isFalse();
        on(() -> force.setVisible(false));
        until(() -> window.stage().getScene().getFocusOwner() != force);
        until(() -> !focusedIn(".top-bar"));
    }

    @Test
    void tabComesToTheStatusBarLast(FxRobot robot) {
        on(() -> window.stage().getScene().getRoot().lookup(".top-bar .menu-button").requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(focusedIn(".status-bar")).isTrue();
    }

    private boolean focusedIn(String place) {
        var at = window.stage().getScene().getFocusOwner();
        return Stream.<Node>iterate(at, Objects::nonNull, Node::getParent)
                .anyMatch(node -> node.getStyleClass().contains(place.substring(1)));
    }

    @Test
    void whatCannotBeDoneNowComesAfterWhatCan(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        on(() -> robot.lookup("#palette-query").queryTextInputControl().setText("export"));
        ListView<PaletteEntry> found = robot.lookup("#palette-list").queryListView();
        var blocked = found.getItems().stream().map(entry -> !entry.blocked().isEmpty()).toList();
        assertThat(blocked).contains(true).isSorted();
        on(() -> robot.lookup("#palette-query").queryTextInputControl().setText("exp"));
        assertThat(found.getItems()).first().extracting(PaletteEntry::blocked).isEqualTo("");
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void whatBelongsToTheBenchIsFoundFromEveryScreenAndLeadsThere(FxRobot robot) {
        on(() -> window.places().inspector().set(false));
        for (var action : List.of("chat.message", "force.hallucination", "inspector.raw")) {
            on(() -> window.places().screen().set(ScreenName.RECOVERY));
            assertThat(ask(() -> window.desk().actions().run(action))).as(action).isTrue();
            assertThat(window.places().screen().get()).as(action).isEqualTo(ScreenName.BENCH);
        }
        assertThat(window.desk().bench().forced().get()).isEqualTo(FailureMode.HALLUCINATION);
        assertThat(window.places().inspector().get()).isTrue();
    }

    @Test
    void keysGoToScreensAndEscapeClosesWhatLiesOnTop(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        assertThat(window.places().screen().get()).isEqualTo(ScreenName.values()[3]);
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(window.places().screen().get()).isEqualTo(ScreenName.SETTINGS);
        robot.push(KeyCode.F1);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.HELP);
        robot.push(KeyCode.ESCAPE);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.NOTHING);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        robot.push(KeyCode.CONTROL, KeyCode.J);
        assertThat(window.places().timeline().get()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.J);
        assertThat(window.places().timeline().get()).isTrue();
    }

    /// Its first answer would have been that access has to be renewed.
    @Test
    void whoChoosesAProviderWithoutItsKeyIsToldAtOnce(FxRobot robot) {
        on(() -> window.places().screen().set(ScreenName.SETTINGS));
        for (var button : List.of("Real model", "OpenAI", "Use this agent")) {
            on(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
        }
        assertThat(robot.lookup((Labeled said) -> said.getText().contains("no key is set")).tryQuery()).isPresent();
        on(() -> window.desk().actions().run("edit.undo"));
    }

    @Test
    void chaosIsOffAtFirstAndItsKeyCanBeUndone(FxRobot robot) {
        assertThat(lab.settings().faults().chaos()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
        assertThat(lab.settings().faults().chaos()).isTrue();
        on(() -> window.desk().actions().run("edit.undo"));
        assertThat(lab.settings().faults().chaos()).isFalse();
    }

    @Test
    void keysMoveThroughTurnsFailuresAndChanges(FxRobot robot) {
        lay(TestLab.conversation(lab));
        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(window.desk().bench().turn().get()).isEqualTo(5);
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        assertThat(window.desk().bench().turn().get()).isEqualTo(6);
        robot.push(KeyCode.F8);
        assertThat(window.desk().bench().turn().get()).isEqualTo(2);
        robot.push(KeyCode.F7);
        assertThat(robot.lookup(".diff-current").queryAll()).isNotEmpty();
        robot.push(KeyCode.CONTROL, KeyCode.M);
        assertThat(window.desk().bench().mark().get()).isEqualTo(window.desk().bench().tally().get());
        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(() -> window.desk().bench().turns().isEmpty());
    }

    @Test
    void keysShowAndHidePanesAndFindTheMessageBox(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.places().modes().get()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.B);
        robot.push(KeyCode.CONTROL, KeyCode.I);
        assertThat(window.places().inspector().get()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        on(() -> robot.lookup("#chaos-switch").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.L);
        assertThat(window.stage().getScene().getFocusOwner().getStyleClass()).contains("message-area");
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(window.places().screen().get()).isEqualTo(ScreenName.SETTINGS);
        robot.push(KeyCode.F5);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.PRESENTER);
        robot.push(KeyCode.F5);
        assertThat(window.places().over().get()).isEqualTo(Places.Over.NOTHING);
    }

    @Test
    void everyChangeOfASettingIsTakenBackByOneKey(FxRobot robot) {
        var before = lab.settings();
        var looks = window.desk().appearance();
        on(() -> {
            looks.zoomTo(120);
            looks.motion().set(Appearance.Motion.REDUCED);
            robot.lookup("#recovery-chooser").queryAs(MenuButton.class).getItems().getFirst().fire();
            robot.lookup("#agent-chooser").queryAs(MenuButton.class).getItems().getFirst().fire();
            window.desk().actions().run("seed.shuffle");
        });
        on(() -> robot.lookup(".mode-card").query().requestFocus());
        robot.type(KeyCode.SPACE).type(KeyCode.RIGHT);
        assertThat(lab.settings()).isNotEqualTo(before);
        for (int i = 0; i < 5; i++) {
            robot.push(KeyCode.CONTROL, KeyCode.Z);
        }
        assertThat(lab.settings()).isEqualTo(before);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(looks.motion().get()).isEqualTo(Appearance.Motion.SYSTEM);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(looks.zoom().get()).isEqualTo(100);
    }

    /// The bar is laid out anew with each step of a slider and each pixel of a width.
    @Test
    void aPolicysFileIsReadWhenItIsChosenAndNotWithEachSettingThatChanges(FxRobot robot) throws Exception {
        var file = Files.copy(Path.of("docs/howto/patient.yaml"), home.resolve("patient.yaml"));
        on(() -> window.desk().lab().recoverBy(file.toString(), "patient"));
        var said = robot.lookup("#recovery-chooser").queryAs(MenuButton.class);
        assertThat(said.getText()).contains("patient");
        Files.delete(file);
        on(() -> window.desk().lab().change("seed", "Change the seed", now -> now.withSeed(now.seed() + 1)));
        on(() -> said.getScene().getWindow().setWidth(1400));
        assertThat(said.getText()).contains("patient");
        on(() -> window.desk().lab().recoverBy("none", "none"));
        assertThat(said.getText()).isEqualTo("Recovery: none");
    }

    @Test
    void everyIconThatCanBePressedSaysWhatItDoes() {
        lay(TestLab.conversation(lab));
        for (var screen : ScreenName.values()) {
            on(() -> window.places().screen().set(screen));
            assertThat(ask(this::pressable))
                    .as(screen.title()).isNotEmpty().allMatch(node -> node instanceof Labeled button
                            && (button.getContentDisplay() != ContentDisplay.GRAPHIC_ONLY && !button.getText().isBlank()
                                    || button.getAccessibleText() != null && !button.getAccessibleText().isBlank()
                                    || button.getStyleClass().contains("search-box")));
        }
    }

    /// A screen reader has nothing else to tell a field, a slider or a list by.
    @Test
    void whateverTheKeyboardComesToHasAName() throws Exception {
        TestLab.called(lab);
        lay(TestLab.conversation(lab));
        var nameless = new TreeSet<String>();
        for (var screen : ScreenName.values()) {
            on(() -> window.places().screen().set(screen));
            on(() -> window.stage().getScene().getRoot().lookupAll("*").stream()
                    .filter(node -> node.isFocusTraversable() && !isNamed(node))
                    .forEach(node -> nameless.add(screen.title() + ": " + node)));
        }
        assertThat(nameless).isEmpty();
    }

    private static boolean isNamed(Node node) {
        return node.getAccessibleText() != null && !node.getAccessibleText().isBlank()
                || node instanceof Labeled labeled && !labeled.getText().isBlank()
                || node.getStyleClass().contains("search-box");
    }

    @Test
    void whereverTheKeyboardIsIsSeen(FxRobot robot) {
        lay(TestLab.conversation(lab));
        on(() -> window.stage().getScene().getRoot().requestFocus());
        tab(robot, 12, "the bars");
        for (var screen : ScreenName.values()) {
            on(() -> window.places().screen().set(screen));
            tab(robot, 12, screen.title());
        }
    }

    private void tab(FxRobot robot, int times, String where) {
        for (int tab = 0; tab < times; tab++) {
            robot.push(KeyCode.TAB);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                var at = focused();
                assertThat(ask(() -> isSeen(at))).as(where + ": " + at).isTrue();
            });
        }
    }

    /// What stands above or at the left comes first, as one reads it.
    @Test
    void tabGoesThroughAScreenAsOneReadsIt(FxRobot robot) {
        lay(TestLab.conversation(lab));
        Map.of(ScreenName.SCENARIOS, "Scenarios", ScreenName.EXPERIMENTS, "Experiments", ScreenName.ERRANDS, "Prompts")
                .forEach((screen, first) -> {
                    on(() -> window.places().screen().set(screen));
                    robot.push(KeyCode.TAB);
                    assertThat(focused().getAccessibleText()).isEqualTo(first);
                });
        on(() -> window.places().screen().set(ScreenName.BENCH));
        on(() -> robot.lookup((Node node) -> "Conversation".equals(node.getAccessibleText())).query().requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(focused().getAccessibleText()).isEqualTo("Which turns are shown");
    }

    @Test
    void aButtonThatHasAKeySaysTheOneThatWorks(FxRobot robot) {
        var hide = robot.lookup((Node node) -> node instanceof Button
                && String.valueOf(node.getAccessibleText()).startsWith("Hide the timeline"));
        assertThat(hide.query().getAccessibleText())
                .endsWith("(" + window.desk().actions().find("view.timeline").orElseThrow().keyText() + ")");
    }

    @Test
    void everyKeyIsAKeyAndNoTwoActionsShareOne() {
        var keys = window.desk().actions().all().stream().filter(action -> !action.id().equals("view.close"))
                .flatMap(action -> action.keys().stream()).toList();
        assertThat(keys).hasSizeGreaterThan(15).allMatch(KeyCodeCombination.class::isInstance);
        assertThat(window.desk().actions().all().stream().filter(action -> !action.id().equals("view.close"))
                .flatMap(action -> action.keys().stream().filter(key -> !key.getName().equals("Esc"))))
                .doesNotHaveDuplicates();
    }

    private Node focused() { return ask(() -> window.stage().getScene().getFocusOwner()); }

    /// By a ring, or, where one writes, by the field's own frame.
    private static boolean isSeen(Node focused) {
        return focused instanceof TextInputControl || focused instanceof Spinner
                || focused instanceof Region region && region.getBorder() != null && !region.getBorder().isEmpty()
                        && region.getBorder().getStrokes().stream().anyMatch(
                                stroke -> stroke.getTopStroke() instanceof Color color && color.getOpacity() > 0);
    }

    private List<Node> pressable() {
        var root = window.stage().getScene().getRoot();
        return Stream.of(".button", ".toggle-button", ".menu-button").flatMap(kind -> root.lookupAll(kind).stream())
                .toList();
    }
}
