package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Look;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Pump;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Opens the window over a lab. Safe for use by any thread that is not the FX thread.
public final class Workbench {
    private Workbench() {}

    /// Starts what draws windows, without waiting for it: it may start while the lab opens. Does nothing twice.
    public static CompletableFuture<Void> warmUp() { return Toolkit.STARTED; }

    /// Opens the window and returns when it was closed. The lab stays open: it belongs to the caller. A second call in
    /// one process opens a second window. Throws a [Problem] when no window can be opened here.
    public static void open(Lab lab, WorkbenchOptions options) {
        awaitToolkit();
        onScreen(() -> {
            var closed = new CompletableFuture<Void>();
            var window = new Window(new Stage(), lab, options);
            window.showOn(Screen.getPrimary());
            window.stage().setOnHidden(_ -> {
                window.close();
                closed.complete(null);
            });
            return closed;
        }).join();
    }

    /// What comes of work on the FX thread that ends later.
    private static <T extends @Nullable Object> CompletableFuture<T> onScreen(Supplier<CompletableFuture<T>> work) {
        var pump = new Pump();
        return CompletableFuture.supplyAsync(work, pump::inOrder).thenCompose(later -> later)
                .whenComplete((_, _) -> pump.close());
    }

    /// Tells in a window of its own what keeps the workbench from starting, for people who see no terminal, and returns
    /// what they want next. Where no window can be opened they want nothing.
    ///
    /// @param home     the folder where the window keeps its theme
    /// @param mendable whether it may go otherwise next time, or over another folder
    public static Next told(Problem trouble, Path home, boolean mendable) {
        try {
            awaitToolkit();
        } catch (Problem noWindow) {
            return new Next.End();
        }
        return onScreen(() -> new StartTrouble(new Stage()).show(Notice.of(trouble), home, mendable)).join();
    }

    private static void awaitToolkit() {
        try {
            warmUp().join();
        } catch (CompletionException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new Problem("The window cannot be opened", "the display did not answer: " + why.getMessage(),
                    "Look at DISPLAY and, on Linux, whether GTK 3 is there (libgtk-3-0 in Debian), or use the terminal: "
                            + "kintsugi --help",
                    Problem.Exit.USAGE, e);
        }
    }

    /// Starts with its first use, on a thread of its own.
    private static final class Toolkit {
        static final CompletableFuture<Void> STARTED = new CompletableFuture<>();

        static {
            Thread.ofPlatform().daemon().name("toolkit").start(Toolkit::start);
        }

        private static void start() {
            try {
                Platform.startup(() -> {
                    Platform.setImplicitExit(false);
                    Look.warmUp();
                    STARTED.complete(null);
                });
            } catch (IllegalStateException running) {
                STARTED.complete(null);
            } catch (RuntimeException | LinkageError trouble) {
                STARTED.completeExceptionally(trouble);
            }
        }
    }

    /// Shows the window on that stage as large as it wants to be and returns it; close it when done. On the FX thread,
    /// for tests and pictures.
    public static Window stage(Stage stage, Lab lab, WorkbenchOptions options) {
        var window = new Window(stage, lab, options);
        window.show(Double.MAX_VALUE, Double.MAX_VALUE);
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
