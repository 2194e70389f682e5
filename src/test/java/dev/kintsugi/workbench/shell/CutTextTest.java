package dev.kintsugi.workbench.shell;

import static dev.kintsugi.workbench.shell.WindowRig.ask;
import static dev.kintsugi.workbench.shell.WindowRig.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Walks every screen in both themes, at the sizes and zooms that have to work, and looks for text that is cut.
@ExtendWith(ApplicationExtension.class)
class CutTextTest {
    @TempDir
    static Path home;

    private Lab lab;
    private Window window;
    private final List<String> found = new ArrayList<>();

    @Start
    void start(Stage stage) {
        lab = TestLab.open();
        Desks.place(stage, 1440, 900);
        window = Workbench.stage(stage, lab, TestLab.options(home));
    }

    @AfterEach
    void stop() {
        // The headless platform gives the focus to no other window once one was closed that lay in the bar.
        on(() -> window.stage().setIconified(false));
        on(window::close);
        lab.close();
    }

    @Test
    void nothingIsCutOffWhileNothingWasSaid() {
        everywhere(() -> {
            look("empty bench");
            screen(ScreenName.SESSIONS);
            screen(ScreenName.SCENARIOS);
            recovery();
            over(Places.Over.PRESENTER);
        });
    }

    @Test
    void nothingIsCutOffAfterSomeTurns() throws Exception {
        TestLab.called(lab);
        var session = TestLab.conversation(lab);
        on(() -> window.desk().lab().open(session.id()));
        await().until(() -> ask(() -> window.desk().bench().turns().size() == 6));
        experiment();
        errand();
        everywhere(() -> {
            for (var screen : ScreenName.values()) {
                screen(screen);
            }
            provider();
            gateway();
            recovery();
            experiments();
            errands();
            screen(ScreenName.BENCH);
            inspector();
            cards();
            for (var over : List.of(Places.Over.PALETTE, Places.Over.HELP, Places.Over.PRESENTER)) {
                over(over);
            }
        });
    }

    private void everywhere(Runnable walk) {
        for (var size : List.of(new double[]{1280, 800}, new double[]{1440, 900})) {
            for (var zoom : List.of(100, 130, 160)) {
                at(Theme.LIGHT, zoom, walk, size);
            }
        }
        at(Theme.LIGHT, 100, walk, 1024, 700);
        // A theme changes colours, not letters: the narrowest case has to do for the other one.
        at(Theme.DARK, 130, walk, 1280, 800);
    }

    private void at(Theme theme, int zoom, Runnable walk, double... size) {
        on(() -> {
            window.desk().appearance().theme().set(theme);
            window.stage().setIconified(false);
            window.stage().setWidth(size[0]);
            window.stage().setHeight(size[1]);
            window.desk().appearance().zoomTo(zoom);
            window.places().screen().set(ScreenName.BENCH);
        });
        // A window that lies in the bar is laid out as any other, and not painted: painting would be most of the work.
        on(() -> window.stage().setIconified(true));
        assertThat(ask(() -> window.stage().getScene().getWidth())).isEqualTo(size[0]);
        found.clear();
        walk.run();
        assertThat(found).as(theme + ", " + (int) size[0] + "x" + (int) size[1] + ", " + zoom + " %").isEmpty();
    }

    private void screen(ScreenName screen) {
        on(() -> window.places().screen().set(screen));
        look(screen.title());
    }

    private void over(Places.Over over) {
        on(() -> window.places().over().set(over));
        look(over.name().toLowerCase(Locale.ROOT));
        on(() -> window.places().over().set(Places.Over.NOTHING));
    }

    private void recovery() {
        for (var part : RecoveryScreen.Part.values()) {
            on(() -> window.desk().actions().run("recovery." + part.title().toLowerCase(Locale.ROOT)));
            look("recovery, " + part.title());
        }
    }

    private void provider() {
        on(() -> window.places().screen().set(ScreenName.SETTINGS));
        on(() -> ((ToggleButton) all(".settings-section .segment").get(1)).fire());
        look("settings of a real model");
        on(() -> ((ToggleButton) all(".settings-section .segment").getFirst()).fire());
    }

    private void gateway() {
        on(() -> window.places().screen().set(ScreenName.NETWORK));
        all(".toggle-button").stream().map(ToggleButton.class::cast)
                .filter(b -> List.of("Calls", "Verdicts", "Node", "Java").contains(b.getText())).forEach(part -> {
                    on(part::fire);
                    look("gateway, " + part.getText());
                });
    }

    /// One with levels and trials, so that there is everything that can be found.
    private void experiment() {
        on(() -> window.experiments().choice().open(Path.of("scenarios/experiments/reliability.yaml")));
        await().until(() -> ask(() -> window.desk().actions().find("experiment.run").orElseThrow().enabled()));
        on(() -> window.places().screen().set(ScreenName.EXPERIMENTS));
        on(() -> ((TextField) all("#experiment-conversations").getFirst()).setText("2"));
        await().until(() -> ask(() -> window.desk().actions().run("experiment.run")));
        await().atMost(Duration.ofMinutes(3)).until(() -> ask(() -> window.desk().jobs().running().isEmpty()));
    }

    private void experiments() {
        for (var part : List.of("plan", "results", "tables", "episodes")) {
            on(() -> window.desk().actions().run("experiment." + part));
            look("experiment " + part);
        }
        on(() -> window.desk().actions().run("experiment.tables"));
    }

    /// Half of the tries fail, so that there is everything that can be told.
    private void errand() {
        on(() -> window.errands().open(Path.of("demos/errands/prompts.json")));
        await().until(() -> ask(() -> window.desk().actions().find("errands.run").orElseThrow().enabled()));
        on(() -> window.desk().actions().run("errands.plan"));
        on(() -> {
            ((TextField) all("#errands-toxic-chance").getFirst()).setText("0");
            ((TextField) all("#errands-error-chance").getFirst()).setText("60");
        });
        await().until(() -> ask(() -> window.desk().actions().run("errands.run")));
        await().atMost(Duration.ofMinutes(3)).until(() -> ask(() -> window.desk().jobs().running().isEmpty()));
    }

    private void errands() {
        for (var part : List.of("plan", "live", "results", "tables", "prompts")) {
            on(() -> window.desk().actions().run("errands." + part));
            look("errands " + part);
        }
        on(() -> window.desk().actions().run("errands.tables"));
    }

    private void inspector() {
        for (var turn : List.of(3, 6)) {
            on(() -> window.desk().bench().select(turn));
            for (var part : List.of("recovery", "charts", "raw", "diff")) {
                on(() -> window.desk().actions().run("inspector." + part));
                look("inspector " + part + " of turn " + turn);
            }
        }
    }

    /// Every mode's card opened, one failure forced.
    private void cards() {
        on(() -> window.desk().bench().forced().set(FailureMode.SERVICE_UNAVAILABLE));
        on(this::flipCards);
        look("mode cards opened");
        on(this::flipCards);
        on(() -> window.desk().bench().forced().set(null));
    }

    private void flipCards() {
        all(".mode-card").forEach(card -> ((Button) List.copyOf(card.lookupAll(".icon-button")).getLast()).fire());
    }

    private List<Node> all(String selector) {
        return List.copyOf(window.stage().getScene().getRoot().lookupAll(selector));
    }

    /// Nothing is to be waited for afterwards: looking changes nothing.
    private void look(String where) {
        ask(() -> {
            var root = window.stage().getScene().getRoot();
            root.applyCss();
            root.layout();
            walk(root, where);
            return root;
        });
    }

    /// Session titles may be cut: they are as long as what was said.
    private void walk(Node node, String where) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.isTextTruncated() && !labeled.getText().isEmpty()
                && !labeled.getStyleClass().contains("may-be-cut")) {
            found.add(where + ": " + labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, where));
        }
    }
}
