package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
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
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class WindowTest {
    @TempDir
    static Path home;

    private Lab lab;
    private Window window;

    @Start
    void start(Stage stage) {
        lab = TestLab.open();
        window = Workbench.stage(stage, lab, TestLab.options(home));
        window.places().welcome().set(false);
        window.places().modes().set(true);
        window.places().inspector().set(true);
        window.desk().appearance().theme().set(Theme.LIGHT);
        window.desk().appearance().zoomTo(100);
        window.places().screen().set(ScreenName.BENCH);
    }

    @AfterEach
    void stop() {
        on(window::close);
        lab.close();
    }

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
    void aChosenLookIsKeptThoughTheWindowIsNeverClosed(FxRobot robot) {
        on(() -> window.desk().appearance().theme().set(Theme.DARK));
        on(() -> window.desk().appearance().zoomTo(130));
        assertThat(WindowMemory.load(home)).extracting(WindowMemory::theme, WindowMemory::zoom)
                .containsExactly(Theme.DARK, 130);
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

    @Test
    void chaosIsOffAtFirstAndItsKeyCanBeUndone(FxRobot robot) {
        assertThat(lab.settings().faults().chaos()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
        assertThat(lab.settings().faults().chaos()).isTrue();
        on(() -> window.desk().actions().run("edit.undo"));
        assertThat(lab.settings().faults().chaos()).isFalse();
    }

    /// Plus lies on a key of its own, on that of the equals sign, or is reported as itself with Shift still down.
    @Test
    void plusMakesLargerOnEveryKeyboard(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.PLUS);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PLUS);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(130);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(100);
    }

    /// Both sides come back with the room, unless a person hid them.
    @Test
    void inLargeTypeOnASmallWindowOneSideStandsBesideTheConversation(FxRobot robot) {
        on(() -> window.stage().setWidth(1280));
        on(() -> window.desk().appearance().zoomTo(160));
        assertThat(window.places().modes().get()).isFalse();
        assertThat(window.places().inspector().get()).isTrue();
        robot.clickOn("Failure modes");
        assertThat(window.places().modes().get()).isTrue();
        assertThat(window.places().inspector().get()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        assertThat(window.places().modes().get()).isFalse();
        assertThat(window.places().inspector().get()).isTrue();
        on(() -> window.desk().appearance().zoomTo(100));
        assertThat(window.places().modes().get()).isTrue();
        assertThat(window.places().inspector().get()).isTrue();
        assertThat(robot.lookup(".side-strip").queryAs(Node.class).isVisible()).isFalse();
    }

    @Test
    void bothSidesCanBeHiddenAndTheTimelineKeepsItsHeight(FxRobot robot) {
        var timeline = robot.lookup(".timeline").queryAs(Region.class);
        var before = timeline.getHeight();
        robot.push(KeyCode.CONTROL, KeyCode.I);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(window.places().modes().get()).isFalse();
        assertThat(window.places().inspector().get()).isFalse();
        on(() -> window.desk().appearance().zoomTo(160));
        on(() -> window.desk().appearance().zoomTo(100));
        assertThat(window.places().inspector().get()).isFalse();
        assertThat(timeline.getHeight()).isCloseTo(before, offset(2.0));
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

    private Node focused() { return ask(() -> window.stage().getScene().getFocusOwner()); }

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
    void aWindowThatGrowsWithItsTypeStaysOnTheScreen(FxRobot robot) {
        var stage = window.stage();
        var room = Screen.getPrimary().getVisualBounds();
        on(() -> stage.setWidth(1024));
        on(() -> stage.setX(room.getMaxX() - 1024));
        on(() -> window.desk().appearance().zoomTo(150));
        assertThat(stage.getWidth()).isGreaterThan(1024);
        assertThat(stage.getX()).isEqualTo(Math.max(room.getMinX(), room.getMaxX() - stage.getWidth()));
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

    @Test
    void theWholeOrderOfRecoveryIsReadableWhateverTheRoom(FxRobot robot) {
        var order = Policies.STANDARD.order();
        on(() -> window.stage().setWidth(1280));
        assertThat(robot.lookup("#recovery-chooser").query().getAccessibleHelp()).contains(order);
        lay(TestLab.conversation(lab));
        on(() -> window.desk().actions().run("inspector.recovery"));
        until(() -> robot.lookup("standard: " + order).tryQuery().isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        until(() -> robot.lookup(order).tryQuery().isPresent());
    }

    @Test
    void withReducedMotionNothingOfTheWindowSlides(FxRobot robot) {
        on(() -> window.desk().appearance().motion().set(Appearance.Motion.REDUCED));
        assertThat(window.stage().getScene().getStylesheets()).anyMatch(sheet -> sheet.endsWith("calm.css"));
        on(() -> window.desk().appearance().motion().set(Appearance.Motion.FULL));
        assertThat(window.stage().getScene().getStylesheets()).noneMatch(sheet -> sheet.endsWith("calm.css"));
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

    @Test
    void whereverTheKeyboardIsIsSeen(FxRobot robot) {
        lay(TestLab.conversation(lab));
        for (var screen : ScreenName.values()) {
            on(() -> window.places().screen().set(screen));
            on(() -> window.stage().getScene().getRoot().requestFocus());
            for (int tab = 0; tab < 12; tab++) {
                robot.push(KeyCode.TAB);
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    var at = focused();
                    assertThat(ask(() -> isSeen(at))).as(screen.title() + ": " + at).isTrue();
                });
            }
        }
    }

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

    private void lay(Session session) {
        var turns = session.turns().size();
        on(() -> window.desk().lab().open(session.id()));
        until(() -> window.desk().bench().turns().size() == turns);
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

    @Test
    void theThemeSwitchesAndTheZoomFollowsItsKeys(FxRobot robot) {
        on(() -> window.desk().actions().run("view.theme"));
        assertThat(window.desk().appearance().dark().getValue()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(110);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(window.desk().appearance().zoom().get()).isEqualTo(100);
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
        robot.clickOn("#first-run-done");
        assertThat(window.places().welcome().get()).isFalse();
    }

    private static void until(BooleanSupplier condition) { await().until(() -> ask(condition::getAsBoolean)); }

    private static void on(Runnable work) {
        ask(() -> {
            work.run();
            return 0;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T> T ask(Supplier<T> work) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work::get));
    }
}
