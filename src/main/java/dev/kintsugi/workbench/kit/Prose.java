package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.Beginning;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/// Text that somebody wrote, in any script.
///
/// JavaFX 26 cannot break a line inside a run of right-to-left text: the layout fails, and with it the whole window
/// stands still. Hence such text is laid out word by word, each a run of its own, and not wrapped where one writes it.
public final class Prose {
    /// Letters, what is none, and spaces each by themselves: they may come from different fonts. Longer words are
    /// broken, for a narrow column would have to.
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{1,12}|[^\\p{L}\\p{M}\\s]{1,12}|\\s");

    /// Some ten pages. What is much longer takes seconds to lay out, in which the window would stand still.
    static final int MOST = 20_000;
    /// The same for right-to-left text, each word of which is laid out by itself.
    static final int MOST_BY_WORD = 2_000;

    private Prose() {}

    /// As much as can be laid out while somebody waits: of a longer text the beginning.
    static String bearable(String words) {
        var first = Beginning.of(words, MOST);
        var most = rightToLeft(first) ? MOST_BY_WORD : MOST;
        return Beginning.marked(words, most);
    }

    static boolean rightToLeft(String words) { return Bidi.requiresBidi(words.toCharArray(), 0, words.length()); }

    /// The words for a flow, in one piece where that is safe.
    public static List<Text> texts(String whole, String... classes) {
        var words = bearable(whole);
        var pieces = new ArrayList<String>();
        if (rightToLeft(words)) {
            WORD.matcher(words).results().forEach(match -> pieces.add(match.group()));
        } else {
            pieces.add(words);
        }
        return pieces.stream().map(piece -> {
            var text = new Text(piece);
            text.getStyleClass().addAll(classes);
            return text;
        }).toList();
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
        if (rightToLeft(words)) {
            var flow = new WordFlow(texts(words, Stream.concat(Stream.of("text"), Stream.of(classes))
                    .toArray(String[]::new)));
            flow.getStyleClass().addAll(classes);
            flow.setMinHeight(Region.USE_PREF_SIZE);
            return flow;
        }
        var label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /// What people write in it is wrapped as long as it can be, and Tab leaves it as it leaves every other control.
    public static void written(TextArea area) {
        area.wrapTextProperty().bind(area.textProperty().map(words -> !rightToLeft(words)));
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.TAB && !key.isControlDown() && !key.isAltDown() && !key.isMetaDown()) {
                key.consume();
                area.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
    }

    /// Wraps what a label says, as long as it can be wrapped; else it is one line, shortened where it must be.
    public static void wrap(Label label) {
        label.wrapTextProperty().bind(label.textProperty().map(words -> !rightToLeft(words)));
    }
}
