package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import dev.kintsugi.workbench.sessions.Exporting;
import dev.kintsugi.workbench.sessions.SessionsView;
import dev.kintsugi.workbench.settings.SettingsView;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
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
    void keysGoToScreensAndEscapeClosesWhatLiesOnTop(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
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

    @Test
    void nothingIsCutOffAtTheSmallestSizesAndLargerText() {
        var session = TestLab.conversation(lab);
        on(() -> window.desk().lab().open(session.id()));
        until(() -> window.desk().bench().turns().size() == 6);
        for (var size : List.of(new double[]{1280, 800}, new double[]{1440, 900})) {
            for (var zoom : List.of(100, 130)) {
                on(() -> {
                    window.stage().setWidth(size[0]);
                    window.stage().setHeight(size[1]);
                    window.desk().appearance().zoomTo(zoom);
                });
                for (var screen : ScreenName.values()) {
                    on(() -> window.places().screen().set(screen));
                    assertThat(cut()).as(screen + " at " + (int) size[0] + "x" + (int) size[1] + ", " + zoom + " %")
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void viewsCanBeOpenedAndClosedFiftyTimesAndAreThenLetGo() {
        var gone = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 50; i++) {
            gone.add(ask(() -> {
                var view = new Presenter(window.desk().bench(), () -> {});
                view.open();
                view.close();
                return new WeakReference<>(view);
            }));
            gone.add(ask(() -> {
                var view = new HelpOverlay(window.desk().actions(), () -> {});
                view.open();
                view.close();
                return new WeakReference<>(view);
            }));
            gone.add(ask(() -> {
                var view = new StatusBar(window.desk(), List.of());
                view.open();
                view.close();
                return new WeakReference<>(view);
            }));
            gone.add(ask(() -> {
                var view = new SettingsView(window.desk(), List.of("general"),
                        Map.of(), _ -> "", () -> 0, Map.of());
                view.open();
                view.close();
                return new WeakReference<>(view);
            }));
            gone.add(ask(() -> {
                var view = new SessionsView(window.desk(),
                        new Exporting(window.desk()), () -> {});
                view.open();
                view.close();
                return new WeakReference<>(view);
            }));
        }
        await().until(() -> {
            System.gc();
            return gone.stream().allMatch(one -> one.get() == null);
        });
    }

    private List<String> cut() {
        return ask(() -> {
            window.stage().getScene().getRoot().applyCss();
            window.stage().getScene().getRoot().layout();
            var found = new ArrayList<String>();
            walk(window.stage().getScene().getRoot(), found);
            return found;
        });
    }

    /// Session titles may be cut: they are as long as what was said.
    private static void walk(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.isTextTruncated() && !labeled.getText().isEmpty()
                && !labeled.getStyleClass().contains("may-be-cut")) {
            found.add(labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, found));
        }
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
