package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.TestLab;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

/// On a screen with fewer points than the window would have: a small one, or one that draws everything at twice its size.
class SmallScreenTest extends WindowRig {
    private static final double WIDTH = 952;
    private static final double HEIGHT = 500;

    @Start
    void start(Stage stage) {
        lab = TestLab.open();
        Desks.place(stage, WIDTH, HEIGHT);
        window = new Window(stage, lab, TestLab.options(home));
        window.show(WIDTH, HEIGHT);
    }

    /// It reached beyond the screen's edge, with all that lay there.
    @Test
    void theWindowIsNoWiderThanTheScreen() {
        for (int zoom : new int[]{100, 160, 80}) {
            on(() -> window.desk().appearance().zoomTo(zoom));
            assertThat(window.stage().getWidth()).isEqualTo(WIDTH);
            assertThat(window.stage().getMinWidth()).isLessThanOrEqualTo(WIDTH);
        }
    }
}
