package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.workbench.Desks;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ForestTest {
    private static final double NARROW = 300;
    private static final double WIDE = 900;

    private Forest forest;

    @Start
    void start(Stage stage) {
        var looks = new Appearance();
        forest = new Forest(looks);
        var scene = new Scene(new VBox(forest));
        Look.wear(scene, looks);
        stage.setScene(scene);
        Desks.place(stage, WIDE, NARROW);
        stage.show();
    }

    /// The first figures are laid out before there is a width, and again when there is one. Their lines went on below the
    /// numbers then, until the next figures came.
    @Test
    void aLineEndsBeforeItsNumbersInAPlaceThatBecameWide(FxRobot robot) {
        robot.interact(() -> forest.setMaxWidth(NARROW));
        robot.interact(() -> forest.show(new Forest.Chart(Track.Scale.SHARE, Shares::whole, List.of(new Forest.Row(
                "standard", new Track(Track.Scale.SHARE, 0.5, 0.2, 0.8), "1 of 2 (50 %, 20 to 80)")))));
        await().untilAsserted(() -> assertThat(line(robot).getMinY()).isGreaterThan(numbers(robot).getMaxY()));

        robot.interact(() -> forest.setMaxWidth(WIDE));
        await().untilAsserted(() -> assertThat(line(robot).getMinY()).isLessThan(numbers(robot).getMaxY()));
        assertThat(line(robot).getMaxX()).isLessThan(numbers(robot).getMinX());
        assertThat(place(robot, Shares.whole(1)).getMaxX()).isEqualTo(line(robot).getMaxX());
    }

    /// Laid out anew in a place of the same width, it broke the names beside it into lines.
    @Test
    void aTrackDoesNotWantTheRoomThatItHad(FxRobot robot) {
        var track = new Track(Track.Scale.SHARE, 1, 0.2, 1);
        robot.interact(() -> {
            track.resize(WIDE, 20);
            track.layout();
            track.requestLayout();
            assertThat(track.prefWidth(-1)).isZero();
        });
    }

    private static Bounds line(FxRobot robot) { return place(robot, ".forest-track"); }

    private static Bounds numbers(FxRobot robot) { return place(robot, ".number"); }

    private static Bounds place(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        Node node = robot.lookup(query).query();
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> node.localToScene(node.getLayoutBounds())));
    }
}
