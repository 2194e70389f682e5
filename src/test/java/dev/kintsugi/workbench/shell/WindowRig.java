package dev.kintsugi.workbench.shell;

import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// A window over a lab of its own, as it stands when somebody opens it.
@ExtendWith(ApplicationExtension.class)
abstract class WindowRig {
    @TempDir
    static Path home;

    Lab lab;
    Window window;

    /// For the `@Start` of each class: it is looked for in the class itself only.
    final void open(Stage stage) { open(stage, TestLab.open()); }

    final void open(Stage stage, Lab over) {
        lab = over;
        Desks.place(stage, 1440, 900);
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
        // The headless platform gives the focus to no other window once one was closed that lay in the bar.
        on(() -> window.stage().setIconified(false));
        on(window::close);
        lab.close();
    }

    final void lay(Session session) {
        var turns = session.turns().size();
        on(() -> window.desk().lab().open(session.id()));
        until(() -> window.desk().bench().turns().size() == turns);
    }

    static void until(BooleanSupplier condition) { await().until(() -> ask(condition::getAsBoolean)); }

    static void on(Runnable work) {
        ask(() -> {
            work.run();
            return 0;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    static <T> T ask(Supplier<T> work) { return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work::get)); }
}
