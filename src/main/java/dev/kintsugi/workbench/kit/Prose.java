package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.Beginning;
import java.text.Bidi;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javafx.beans.value.ObservableValue;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Text that somebody wrote, in any script.
///
/// JavaFX 26 cannot break a line inside a run of letters whose shape depends on their neighbours: of one that is read from
/// the left it draws parts twice, beyond the edge, and of one that is read from the right the layout fails, and with it the
/// whole window stands still. Hence such text is laid out word by word, and not wrapped where one writes it.
public final class Prose {
    /// What JavaFX shapes as a whole: marks that combine, and the scripts and joiners of the like.
    private static final Pattern SHAPED = Pattern
            .compile("[\\u0300-\\u036f\\u0590-\\u07ff\\u0900-\\u0e7f\\u0f00-\\u109f"
                    + "\\u1100-\\u11ff\\u13a0-\\u13ff\\u1780-\\u17ff\\u1c50-\\u1c7f\\u200c-\\u200f\\u202a-\\u202e\\u2060-\\u206f"
                    + "\\uab70-\\uabff\\x{11080}-\\x{110cf}\\x{12000}-\\x{1254f}]");

    /// Between a figure and its unit.
    private static final Pattern GAP = Pattern.compile("(?<=\\d) (?=(?:ms|s|min|h)\\b)");

    /// Some ten pages. What is much longer takes seconds to lay out, in which the window would stand still.
    static final int MOST = 20_000;
    /// The same for text of which each word is laid out by itself.
    static final int MOST_BY_WORD = 4_000;

    private Prose() {}

    /// As much as can be laid out while somebody waits: of a longer text the beginning.
    static String bearable(String words) {
        var first = Beginning.of(words, MOST);
        return Beginning.marked(words, byWord(first) ? MOST_BY_WORD : MOST);
    }

    /// Whether JavaFX could not break it into lines.
    static boolean byWord(String words) {
        return SHAPED.matcher(words).find() || Bidi.requiresBidi(words.toCharArray(), 0, words.length());
    }

    /// As much of the words as can be shown, as a part of a [#flow].
    public static Text text(String whole, String... classes) {
        var text = new Text(bearable(whole));
        text.getStyleClass().addAll(classes);
        return text;
    }

    /// The texts one after the other, wrapped. Where they are cut into words, these look as their text does and carry its
    /// user data.
    public static Region flow(List<Text> texts) {
        return texts.stream().anyMatch(text -> byWord(text.getText()))
                ? new WordFlow(texts)
                : new TextFlow(texts.toArray(Text[]::new));
    }

    /// The words, wrapped. Of too many the beginning, and how many follow.
    public static Region of(String words, String... classes) {
        var shown = bearable(words);
        if (shown.length() >= words.length()) {
            return wrapped(words, classes);
        }
        var rest = String.format(Locale.ROOT, "%,d characters in all; an export has the others.", words.length());
        return new VBox(wrapped(shown, classes), wrapped(rest, "muted", "small"));
    }

    private static Region wrapped(String words, String... classes) {
        if (byWord(words)) {
            var text = text(words, classes);
            text.getStyleClass().addFirst("text");
            var flow = flow(List.of(text));
            flow.getStyleClass().addAll(classes);
            flow.setMinHeight(Region.USE_PREF_SIZE);
            return flow;
        }
        var label = new Label(figures(words));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /// A label of the window's own words, wrapped and never cut off below.
    public static Label words(String text, String... classes) {
        var label = new Label(text);
        wrap(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /// A label of the window's own words, neither wrapped nor cut off.
    public static Label whole(String text, String... classes) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /// What people write in it is wrapped as long as it can be, and Tab leaves it as it leaves every other control.
    public static void written(TextArea area) {
        area.wrapTextProperty().bind(breakable(area.textProperty()));
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.TAB && !key.isControlDown() && !key.isAltDown() && !key.isMetaDown()) {
                key.consume();
                area.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
    }

    /// Wraps what a label or button says, as long as it can be wrapped; else it is one line, shortened where it must be. No
    /// line ends between a figure and its unit.
    public static void wrap(Labeled label) {
        label.wrapTextProperty().bind(breakable(label.textProperty()));
        label.textProperty().subscribe(words -> {
            var whole = words == null ? null : figures(words);
            if (whole != null && !whole.equals(words)) {
                label.setText(whole);
            }
        });
    }

    /// The same words, with figures that no line parts from their unit, as in `1.4 s`. Percent signs are never parted.
    static String figures(String words) { return GAP.matcher(words).replaceAll("\u00a0"); }

    /// Whether these words can be wrapped as they stand.
    static ObservableValue<Boolean> breakable(ObservableValue<String> words) {
        return words.map(now -> !byWord(now)).orElse(true);
    }
}
