package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.Desks;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LookTest {
    private Stage stage;

    @Start
    void start(Stage start) {
        stage = start;
        var scene = new Scene(new VBox());
        Look.wear(scene, new Appearance());
        stage.setScene(scene);
        Desks.place(stage, 400, 300);
        stage.show();
    }

    /// Without a compositor the room that a shadow takes was white, in the dark too.
    @Test
    void whatPopsUpFillsItsWindowWhereOneCannotSeeThroughIt(FxRobot robot) {
        shown(robot, new Tooltip("words"));
        shown(robot, new ContextMenu(new MenuItem("words")));
    }

    private void shown(FxRobot robot, PopupControl popup) {
        robot.interact(() -> popup.show(stage, 10, 10));
        robot.interact(() -> {
            var body = (Region) popup.getSkin().getNode();
            var through = Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
            assertThat(body.getEffect() != null).isEqualTo(through);
            assertThat(body.getBackground().getFills().stream()
                    .anyMatch(fill -> !fill.getRadii().equals(CornerRadii.EMPTY))).isEqualTo(through);
            popup.hide();
        });
    }
}
