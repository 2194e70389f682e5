package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Pump;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Opens the window over a lab. Safe for use by any thread that is not the FX thread.
public final class Workbench {
    private Workbench() {}

    /// Opens the window and returns when it was closed. The lab stays open: it belongs to the caller. A second call in
    /// one process opens a second window.
    public static void open(Lab lab, WorkbenchOptions options) {
        var closed = new CompletableFuture<Void>();
        Runnable show = () -> {
            try {
                var window = stage(new Stage(), lab, options);
                window.stage().setOnHidden(_ -> {
                    window.close();
                    closed.complete(null);
                });
            } catch (RuntimeException | Error trouble) {
                closed.completeExceptionally(trouble);
            }
        };
        Platform.setImplicitExit(false);
        start(show);
        closed.join();
    }

    private static void start(Runnable show) {
        try {
            Platform.startup(show);
        } catch (IllegalStateException running) {
            new Pump().inOrder(show);
        }
    }

    /// Shows the window on that stage and returns it; close it when done. On the FX thread, for tests and pictures.
    public static Window stage(Stage stage, Lab lab, WorkbenchOptions options) {
        var window = new Window(stage, lab, options);
        window.show();
        return window;
    }

    /// Whether there seems to be a screen to open a window on. Cheap: starts nothing.
    public static boolean displayAvailable() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("win") || os.contains("mac") || "Headless".equals(System.getProperty("glass.platform"))) {
            return true;
        }
        return set("DISPLAY") || set("WAYLAND_DISPLAY");
    }

    private static boolean set(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
