package dev.kintsugi.workbench.kit;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/// Text that somebody wrote, in any script.
///
/// JavaFX 26 cannot break a line inside a run of right-to-left text: the layout fails, and with it the whole window
/// stands still. Hence such text is laid out word by word, each a run of its own, and not wrapped where one writes it.
public final class Prose {
    /// Letters, what is none, and spaces each by themselves: they may come from different fonts. Longer words are
    /// broken, for a narrow column would have to.
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{1,12}|[^\\p{L}\\p{M}\\s]{1,12}|\\s");

    private Prose() {}

    static boolean rightToLeft(String words) { return Bidi.requiresBidi(words.toCharArray(), 0, words.length()); }

    /// The words for a flow, in one piece where that is safe.
    public static List<Text> texts(String words, String... classes) {
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

    /// The words, wrapped and never cut.
    public static Region of(String words, String... classes) {
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

    /// Wraps what is written, as long as it can be wrapped.
    public static void wrap(TextArea area) {
        area.wrapTextProperty().bind(area.textProperty().map(words -> !rightToLeft(words)));
    }

    /// Wraps what a label says, as long as it can be wrapped; else it is one line, shortened where it must be.
    public static void wrap(Label label) {
        label.wrapTextProperty().bind(label.textProperty().map(words -> !rightToLeft(words)));
    }
}
