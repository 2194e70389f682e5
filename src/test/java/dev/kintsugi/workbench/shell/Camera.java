package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.testfx.util.WaitForAsyncUtils;

/// Works one window and writes pictures of it, with whatever pops up over it. For any thread but the FX thread.
final class Camera implements AutoCloseable {
    private static final int SETTLE_MS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Window window;

    private Camera(Path folder, Window window) {
        this.folder = folder;
        this.window = window;
    }

    static void start() { Platform.startup(() -> Platform.setImplicitExit(false)); }

    static Camera open(Lab lab, Path folder) throws Exception { return open(lab, folder, TestLab.options(home())); }

    static Camera open(Lab lab, Path folder, WorkbenchOptions options) throws Exception {
        return new Camera(folder, ask(() -> Workbench.stage(new Stage(), lab, options)));
    }

    static Path home() throws IOException { return Files.createTempDirectory("window"); }

    Window window() { return window; }

    /// From now on in this theme, size and zoom.
    void look(Theme theme, double width, double height, int zoom) throws Exception {
        on(() -> {
            window.desk().appearance().theme().set(theme);
            window.desk().appearance().zoomTo(zoom);
            window.stage().setWidth(width);
            window.stage().setHeight(height);
        });
    }

    void screen(ScreenName screen) throws Exception { on(() -> window.places().screen().set(screen)); }

    void over(Places.Over over) throws Exception { on(() -> window.places().over().set(over)); }

    void action(String id) throws Exception { on(() -> window.desk().actions().run(id)); }

    /// Presses the first button with these words, in the window or in what popped up over it.
    void press(String words) throws Exception {
        on(() -> scenes().stream().flatMap(scene -> scene.getRoot().lookupAll("*").stream())
                .filter(node -> node instanceof ButtonBase && node.isVisible() && words.equals(text(node)))
                .map(ButtonBase.class::cast).findFirst()
                .orElseThrow(() -> new IllegalStateException("no button says " + words)).fire());
    }

    private static String text(Node node) { return node instanceof Labeled labeled ? labeled.getText() : ""; }

    /// Works with the nodes that a selector finds.
    List<Node> all(String selector) { return List.copyOf(window.stage().getScene().getRoot().lookupAll(selector)); }

    void until(Callable<Boolean> there) { Awaitility.await().atMost(PATIENCE).until(() -> ask(there)); }

    /// Until no long work is under way.
    void idle() { until(() -> window.desk().jobs().running().isEmpty()); }

    void picture(String name) throws Exception {
        settle();
        ImageIO.write(ask(this::shot), "png", folder.resolve(name + ".png").toFile());
    }

    private BufferedImage shot() {
        var scene = window.stage().getScene();
        var image = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
        var pen = image.createGraphics();
        for (var over : scenes()) {
            if (over != scene) {
                var at = over.getWindow();
                pen.drawImage(SwingFXUtils.fromFXImage(over.snapshot(null), null),
                        (int) (at.getX() - window.stage().getX() - scene.getX()),
                        (int) (at.getY() - window.stage().getY() - scene.getY()), null);
            }
        }
        pen.dispose();
        return image;
    }

    /// What popped up comes first.
    private List<Scene> scenes() {
        var popped = javafx.stage.Window.getWindows().stream()
                .filter(w -> w instanceof PopupWindow && w.isShowing()).map(javafx.stage.Window::getScene).toList();
        return Stream.concat(popped.stream(), Stream.of(window.stage().getScene()))
                .toList();
    }

    static void settle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
        WaitForAsyncUtils.waitForFxEvents();
    }

    static void on(Runnable work) throws Exception {
        ask(() -> {
            work.run();
            return 0;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    static <T> T ask(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work));
    }

    @Override
    public void close() throws Exception { on(window::close); }
}
