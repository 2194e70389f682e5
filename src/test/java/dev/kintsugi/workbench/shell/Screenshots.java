package dev.kintsugi.workbench.shell;

import atlantafx.base.controls.ToggleSwitch;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// Opens every screen in both themes with no display and writes a picture of each:
/// `mvn test-compile exec:exec@screenshots`. Its argument is the folder, `target/screenshots` without one.
public final class Screenshots {
    private static final int SETTLE_MS = 700;

    private final Path folder;
    private final Window window;

    private Screenshots(Path folder, Window window) {
        this.folder = folder;
        this.window = window;
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/screenshots"));
        Platform.startup(() -> Platform.setImplicitExit(false));
        var code = 1;
        try (var lab = TestLab.open()) {
            firstRun(lab, folder);
            var session = TestLab.conversation(lab);
            lab.change(lab.settings().withFaults(lab.settings().faults().withChaos(true)));
            var shots = open(lab, folder);
            shots.on(() -> shots.window.desk().lab().open(session.id()));
            TestLab.called(lab);
            shots.on(() -> shots.window.places().screen().set(ScreenName.NETWORK));
            shots.picture("gateway-stopped");
            shots.on(
                    () -> ((ToggleSwitch) shots.window.stage().getScene().lookup("#gateway-switch")).setSelected(true));
            for (var theme : new Theme[]{Theme.DARK, Theme.LIGHT}) {
                shots.all(theme);
            }
            shots.underWay();
            shots.played(Theme.DARK, 1440, 900, 100);
            shots.played(Theme.LIGHT, 1280, 800, 130);
            shots.close();
            code = 0;
        } finally {
            // The toolkit's threads would keep the process alive.
            System.exit(code);
        }
    }

    private static Screenshots open(Lab lab, Path folder) throws IOException {
        var home = Files.createTempDirectory("window");
        return new Screenshots(folder, WaitForAsyncUtils.waitFor(WaitForAsyncUtils
                .asyncFx(() -> Workbench.stage(new Stage(), lab, TestLab.options(home)))));
    }

    private static void firstRun(Lab lab, Path folder) throws Exception {
        var shots = open(lab, folder);
        shots.theme(Theme.DARK, 1440, 900, 100);
        shots.picture("first-run-1");
        shots.on(() -> ((Button) shots.window.stage().getScene().lookup(".empty-state .button")).fire());
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> ask(() -> !shots.window.desk().bench().turns().isEmpty()
                && !shots.window.desk().bench().underWay()));
        shots.picture("first-run-2");
        shots.close();
    }

    private void all(Theme theme) throws Exception {
        var name = theme.name().toLowerCase(Locale.ROOT) + "-";
        on(() -> window.places().welcome().set(false));
        theme(theme, 1440, 900, 100);
        on(() -> window.desk().bench().select(6));
        TestLab.waiting(window.desk().lab().lab());
        for (var screen : ScreenName.values()) {
            on(() -> window.places().screen().set(screen));
            picture(name + screen.name().toLowerCase(Locale.ROOT));
        }
        gateway(name);
        realModel(name);
        inspector(name);
        on(() -> window.places().screen().set(ScreenName.BENCH));
        for (var over : Places.Over.values()) {
            on(() -> window.places().over().set(over));
            picture(name + "over-" + over.name().toLowerCase(Locale.ROOT));
        }
        on(() -> window.places().over().set(Places.Over.NOTHING));
        on(() -> window.desk().notices().problem(
                new Problem("The store did not answer", "the disk is full", "Free some space, then try again")));
        on(() -> window.desk().notices().say("Saved report.html"));
        on(() -> window.desk().bench().forced().set(FailureMode.OFF_TOPIC));
        theme(theme, 1280, 800, 100);
        picture(name + "1280");
        on(() -> window.desk().bench().forced().set(null));
        on(() -> List.copyOf(window.desk().notices().shown()).forEach(window.desk().notices()::dismiss));
        theme(theme, 1280, 800, 130);
        for (var screen : ScreenName.values()) {
            on(() -> window.places().screen().set(screen));
            picture(name + "1280-130-" + screen.name().toLowerCase(Locale.ROOT));
        }
    }

    private void inspector(String name) throws Exception {
        on(() -> window.places().screen().set(ScreenName.BENCH));
        openFirstCard();
        for (var part : List.of("recovery", "charts", "raw", "diff")) {
            on(() -> window.desk().actions().run("inspector." + part));
            picture(name + "inspector-" + part);
        }
        openFirstCard();
    }

    private void openFirstCard() throws Exception {
        on(() -> ((Button) List.copyOf(window.stage().getScene().lookup(".mode-card").lookupAll(".icon-button"))
                .getLast()).fire());
    }

    /// A turn under way in real time: the message, the wait, the text that arrives.
    private void underWay() throws Exception {
        on(() -> window.places().screen().set(ScreenName.BENCH));
        theme(Theme.DARK, 1440, 900, 100);
        on(() -> window.desk().lab().change("pace", "As in life", now -> now.withTimeScale(1)));
        on(() -> window.desk().lab().begin());
        settle();
        on(() -> window.desk().lab().say("Does my policy cover a rental car?", FailureMode.API_TIMEOUT));
        picture("turn-1-thinks");
        settle();
        settle();
        picture("turn-2-hangs");
        on(() -> window.desk().actions().run("chat.skip"));
        picture("turn-3-skipped");
        on(() -> window.desk().actions().run("chat.stop"));
        on(() -> window.desk().lab().change("pace", "Instant",
                now -> now.withTimeScale(ConversationClock.INSTANT)));
        settle();
    }

    /// The insurance case: stepped, jumped to its end, compared; on its screen and before the class.
    private void played(Theme theme, double width, double height, int zoom) throws Exception {
        theme(theme, width, height, zoom);
        on(() -> window.places().screen().set(ScreenName.SCENARIOS));
        settle();
        fire("Again");
        fire("Pause");
        settle();
        var name = theme.name().toLowerCase(Locale.ROOT) + "-played-" + zoom + "-";
        for (var step : new int[]{5, 8}) {
            on(() -> click(step));
            settle();
            picture(name + step);
        }
        on(() -> window.places().over().set(Places.Over.PRESENTER));
        picture(name + "class");
        on(() -> window.places().over().set(Places.Over.NOTHING));
        on(() -> click(10));
        fire("Compare off and on");
        settle();
        picture(name + "end");
        on(() -> window.places().over().set(Places.Over.PRESENTER));
        picture(name + "class-end");
        on(() -> window.places().over().set(Places.Over.NOTHING));
    }

    private void click(int step) {
        var row = List.copyOf(window.stage().getScene().getRoot().lookupAll(".script-step")).get(step - 1);
        row.getOnMouseClicked().handle(null);
    }

    private void fire(String words) throws Exception {
        on(() -> window.stage().getScene().getRoot().lookupAll(".button").stream().map(Button.class::cast)
                .filter(b -> words.equals(b.getText())).findFirst().ifPresent(Button::fire));
    }

    private void gateway(String name) throws Exception {
        on(() -> window.places().screen().set(ScreenName.NETWORK));
        part("Verdicts");
        picture(name + "gateway-verdicts");
        part("Calls");
    }

    private void part(String words) throws Exception {
        on(() -> window.stage().getScene().getRoot().lookupAll(".toggle-button").stream().map(ToggleButton.class::cast)
                .filter(b -> words.equals(b.getText())).forEach(ToggleButton::fire));
    }

    private void realModel(String name) throws Exception {
        on(() -> window.places().screen().set(ScreenName.SETTINGS));
        choose(1);
        picture(name + "settings-provider");
        choose(0);
    }

    private void choose(int segment) throws Exception {
        on(() -> ((ToggleButton) List
                .copyOf(window.stage().getScene().getRoot().lookupAll(".settings-section .segment"))
                .get(segment)).fire());
    }

    private void theme(Theme theme, double width, double height, int zoom) throws Exception {
        on(() -> {
            window.desk().appearance().theme().set(theme);
            window.desk().appearance().zoomTo(zoom);
            window.stage().setWidth(width);
            window.stage().setHeight(height);
        });
    }

    private void picture(String name) throws Exception {
        settle();
        WritableImage image = ask(() -> window.stage().getScene().snapshot(null));
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", folder.resolve(name + ".png").toFile());
    }

    private void settle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void on(Runnable work) throws Exception {
        ask(() -> {
            work.run();
            return 0;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T> T ask(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work));
    }

    private void close() throws Exception { on(window::close); }
}
