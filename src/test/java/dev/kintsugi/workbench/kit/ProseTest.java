package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    private static final String HINDI = "\u0928\u092e\u0938\u094d\u0924\u0947, \u0906\u092a\u0915\u093e \u0926\u093e\u0935\u093e "
            + "\u0938\u092e\u0940\u0915\u094d\u0937\u093e \u092e\u0947\u0902 \u0939\u0948 \u0914\u0930 \u092f\u0939 \u0906\u0920 "
            + "\u0926\u093f\u0928 \u092a\u0941\u0930\u093e\u0928\u093e \u0939\u0948\u0964 \u0938\u093e\u0924 \u0926\u093f\u0928\u094b\u0902";
    private static final String THAI = "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e23\u0e31\u0e1a "
            + "\u0e04\u0e33\u0e23\u0e49\u0e2d\u0e07\u0e02\u0e2d\u0e07\u0e04\u0e38\u0e13\u0e2d\u0e22\u0e39\u0e48\u0e23\u0e30\u0e2b\u0e27\u0e48"
            + "\u0e32\u0e07\u0e01\u0e32\u0e23\u0e15\u0e23\u0e27\u0e08\u0e2a\u0e2d\u0e1a";
    private static final String ACCENTS = "Cafe\u0301 de\u0301ja\u0300 vu: the re\u0301sume\u0301 of a naive\u0308 claimant who waits";
    private static final String JAPANESE = "e\u0301 \u65e5\u672c\u8a9e\u306e\u6587\u5b57\u5217\u306f\u6298\u308a\u8fd4\u3055\u308c\u308b\u3079"
            + "\u304d\u3067\u3059\u3002\u65e5\u672c\u8a9e\u306e\u6587\u5b57\u5217\u306f\u6298\u308a\u8fd4\u3055\u308c\u308b\u3079\u304d";
    private static final List<String> MIXED = List.of(HEBREW, ARABIC, HINDI, THAI, JAPANESE, "INS-2024-9876 ",
            "(a, b) ",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 ", "\u202e", "\u2066", "\u2069", "\u200f", "\u2028",
            "\ud83d",
            "\udc00", "\u0300\u0301", "\t", "\n", "\u0000", "\ufdfa", "\u0640\u0640\u0640", "x".repeat(90), " ");

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
            var flow = Prose.flow(List.of(Prose.text("Nothing was said.")));
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

    /// JavaFX draws such text twice where it breaks it, and beyond the edge.
    @ParameterizedTest
    @ValueSource(strings = {HINDI, THAI, ACCENTS, JAPANESE})
    void textWhoseLettersAreShapedTogetherStaysBetweenItsEdges(String words, FxRobot robot) {
        robot.interact(() -> {
            var prose = Prose.of(words);
            lay(prose, 240);
            var lines = texts(prose).map(Node::getBoundsInParent).toList();
            assertThat(lines).hasSizeGreaterThan(3).allMatch(box -> box.getMinX() >= 0 && box.getMaxX() <= 241);
            assertThat(said(prose)).isEqualTo(words);
        });
    }

    @Test
    void whatIsReadFromTheRightBeginsAtTheRightAndItsSignsStandWhereTheyBelong(FxRobot robot) {
        robot.interact(() -> {
            var prose = Prose.of("\u05e9\u05dc\u05d5\u05dd, \u05de\u05d4 (INS-2024-9876)");
            lay(prose, 300);
            assertThat(texts(prose).filter(text -> !text.getText().isBlank())
                    .sorted(Comparator.comparing(text -> -text.getBoundsInParent().getMaxX())).map(Text::getText))
                    .containsExactly("\u05e9\u05dc\u05d5\u05dd", ",", "\u05de\u05d4", ")", "9876", "2024-", "INS-",
                            "(");
            assertThat(texts(prose).mapToDouble(text -> text.getBoundsInParent().getMaxX()).max().orElse(0))
                    .isCloseTo(300, within(1.0));
        });
    }

    /// Seeded, so that what fails once fails again.
    @Test
    void noMixtureOfScriptsStopsTheLayout(FxRobot robot) {
        var draws = new Draws(7);
        for (int round = 0; round < 150; round++) {
            var words = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                words.append(MIXED.get((int) draws.below(new DrawKey(round, i, 0, "mixed"), MIXED.size())));
            }
            var width = 20 + (int) draws.below(new DrawKey(round, 0, 0, "width"), 400);
            assertThatCode(() -> robot.interact(() -> {
                lay(Prose.of(words.toString()), width);
                lay(label(words.toString()), width);
                lay(area(words.toString()), width);
            })).as(words.toString()).doesNotThrowAnyException();
        }
    }

    private static Label label(String words) {
        var label = new Label(words);
        Prose.wrap(label);
        return label;
    }

    private static Stream<Text> texts(Region prose) {
        return prose.getChildrenUnmodifiable().stream().filter(Text.class::isInstance).map(Text.class::cast);
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

    @Test
    void noLineEndsBetweenAFigureAndItsUnit(FxRobot robot) {
        robot.interact(() -> {
            var words = Prose.words("It waits 2.0 s");
            assertThat(words.getText()).isEqualTo("It waits 2.0\u00a0s");
            words.setText("after 640 ms, 3 min 5 s and 2 sessions");
            assertThat(words.getText()).isEqualTo("after 640\u00a0ms, 3\u00a0min 5\u00a0s and 2 sessions");
        });
    }

    @Test
    void whatIsSaidAgainIsNotSpokenAgainThoughItHasAFigure(FxRobot robot) {
        robot.interact(() -> {
            var label = new LiveLabel();
            Prose.wrap(label);
            label.say("It took 2.0 s");
            var changes = new AtomicInteger();
            label.textProperty().subscribe((_, _) -> changes.incrementAndGet());
            label.say("It took 2.0 s");
            assertThat(changes).hasValue(0);
        });
    }
}
