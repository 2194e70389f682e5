package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// JavaFX fails to lay out a wrapped run of right-to-left text; nothing that is shown here may meet that.
@ExtendWith(ApplicationExtension.class)
class ProseTest {
    private static final String HEBREW = "\u05e9\u05dc\u05d5\u05dd, \u05de\u05d4 \u05de\u05e6\u05d1 INS-2024-9876? "
            + "\u05d0\u05e0\u05d9 \u05de\u05d7\u05db\u05d4 \u05db\u05d1\u05e8 \u05e9\u05de\u05d5\u05e0\u05d4 \u05d9\u05de\u05d9\u05dd "
            + "\u05d5\u05d0\u05e3 \u05d0\u05d7\u05d3 \u05dc\u05d0 \u05e2\u05d5\u05e0\u05d4 \u05dc\u05d9";
    private static final String ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u0623\u064a\u0646 \u0645\u0637\u0627\u0644\u0628\u062a\u064a\u061f\n"
            + "\u0623\u0646\u062a\u0638\u0631 \u0645\u0646\u0630 \u062b\u0645\u0627\u0646\u064a\u0629 \u0623\u064a\u0627\u0645 "
            + "\u0648\u0644\u0627 \u0623\u062d\u062f \u064a\u062c\u064a\u0628 \u0639\u0644\u0649 \u0645\u0643\u0627\u0644\u0645\u0627\u062a\u064a";

    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        stage.setScene(new Scene(new StackPane()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 60, 160, 200, 250, 300, 400, 700})
    void rightToLeftTextIsLaidOutAtEveryWidth(int width, FxRobot robot) {
        for (var words : List.of(HEBREW, ARABIC)) {
            assertThatCode(() -> robot.interact(() -> lay(Prose.of(words), width))).doesNotThrowAnyException();
            assertThatCode(() -> robot.interact(() -> lay(area(words), width))).doesNotThrowAnyException();
        }
    }

    @Test
    void otherTextIsLaidOutHoweverNarrow(FxRobot robot) {
        robot.interact(() -> {
            var flow = new WordFlow(Prose.texts("Nothing was said."));
            lay(flow, 40);
            assertThat(flow.prefHeight(40)).isGreaterThan(2 * flow.prefHeight(400));
        });
    }

    /// A megabyte on one label keeps the window busy for a minute.
    @Test
    void ofATextTooLongToLayOutTheBeginningIsShownAndAllAreCounted(FxRobot robot) {
        var tooLong = "x".repeat(Prose.MOST + 1_500);

        robot.interact(() -> assertThat(said(Prose.of(tooLong))).isEqualTo(
                "x".repeat(Prose.MOST) + "\u2026" + "21,500 characters in all; an export has the others."));
        assertThat(Prose.bearable("x".repeat(Prose.MOST))).hasSize(Prose.MOST);
        assertThat(Prose.bearable("\u05d0".repeat(Prose.MOST)))
                .startsWith("\u05d0".repeat(Prose.MOST_BY_WORD) + "\u2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {HEBREW, ARABIC, "Hello?", "two\nlines", ""})
    void noLetterIsLost(String words, FxRobot robot) {
        robot.interact(() -> assertThat(said(Prose.of(words))).isEqualTo(words));
    }

    private static String said(Node prose) {
        return switch (prose) {
            case Text text -> text.getText();
            case Label label -> label.getText();
            default -> ((Parent) prose).getChildrenUnmodifiable().stream().map(ProseTest::said).reduce("",
                    String::concat);
        };
    }

    /// Nothing needs the mouse: a field that keeps Tab for itself is a trap.
    @Test
    void tabLeavesWhereOneWrites(FxRobot robot) {
        var area = area("Hello");
        var before = new Button("before");
        var after = new Button("after");
        robot.interact(() -> {
            stage.setScene(new Scene(new VBox(before, area, after)));
            stage.show();
            area.requestFocus();
        });

        robot.push(KeyCode.TAB);
        assertThat(after.isFocused()).isTrue();
        robot.interact(area::requestFocus);
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(before.isFocused()).isTrue();
        assertThat(area.getText()).isEqualTo("Hello");
    }

    private static TextArea area(String words) {
        var area = new TextArea();
        Prose.written(area);
        area.setText(words);
        return area;
    }

    private static void lay(Region prose, int width) {
        new Scene(new StackPane(prose), width, 400);
        prose.applyCss();
        prose.resize(width, prose.prefHeight(width));
        prose.layout();
    }
}
