package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TileTest {
    private Tile tile;

    @Start
    void start(Stage stage) { tile = new Tile("success"); }

    @Test
    void noLineEndsWithinAnInterval() {
        tile.show("67.0\u00a0%", "134 of 200 (60.2 to 73.1)");

        assertThat(tile.getChildren()).filteredOn(Label.class::isInstance).map(label -> ((Label) label).getText())
                .contains("134 of 200 (60.2\u00a0to\u00a073.1)");
    }
}
