package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.Desks;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Nothing needs the mouse: what is longer than its room is read to its end by the keyboard too.
@ExtendWith(ApplicationExtension.class)
class PageTest {
    private Stage stage;
    private Button before;
    private Button after;

    @Start
    void start(Stage start) {
        stage = start;
        before = new Button("before");
        after = new Button("after");
    }

    @Test
    void tabStopsAtALongTextAndTheKeysMoveIt(FxRobot robot) {
        var page = shown(robot, new Page("A text", new Label("line\n".repeat(100))));

        robot.push(KeyCode.TAB);
        assertThat(page.isFocused()).isTrue();
        robot.push(KeyCode.PAGE_DOWN);
        assertThat(page.getVvalue()).isPositive().isLessThan(1);
        robot.push(KeyCode.END);
        assertThat(page.getVvalue()).isOne();
    }

    @Test
    void tabPassesOverATextThatIsSeenWhole(FxRobot robot) {
        shown(robot, new Page("A text", new Label("line")));

        robot.push(KeyCode.TAB);
        assertThat(after.isFocused()).isTrue();
    }

    @Test
    void tabStopsAtWhatAPageHoldsAndTheKeysMoveThePageFromThere(FxRobot robot) {
        var button = new Button("look");
        var page = shown(robot, new Page("A text", new VBox(button, new Label("line\n".repeat(100)))));

        robot.push(KeyCode.TAB);
        assertThat(button.isFocused()).isTrue();
        robot.push(KeyCode.END);
        assertThat(page.getVvalue()).isOne();
    }

    @Test
    void whatLiesAroundAPageCanMoveItToo(FxRobot robot) {
        var page = shown(robot, new Page("A text", new Label("line\n".repeat(100))));
        robot.interact(() -> page.movedFrom(page.getParent()));

        robot.push(KeyCode.PAGE_DOWN);
        assertThat(before.isFocused()).isTrue();
        assertThat(page.getVvalue()).isPositive();
    }

    private Page shown(FxRobot robot, Page page) {
        robot.interact(() -> {
            page.setMinHeight(100);
            page.setPrefHeight(100);
            page.setMaxHeight(100);
            stage.setScene(new Scene(new VBox(before, page, after)));
            Desks.place(stage, 300, 300);
            stage.show();
            before.requestFocus();
        });
        return page;
    }
}
