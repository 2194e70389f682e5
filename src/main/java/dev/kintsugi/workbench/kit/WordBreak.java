package dev.kintsugi.workbench.kit;

import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.text.Text;

/// Cuts texts into words that can be laid out each by itself, for a [WordFlow].
final class WordBreak {
    private static final Pattern PARAGRAPH = Pattern.compile("\\R|[^\\n\\r\\x0B\\f\\x85\\x{2028}\\x{2029}]+");
    private static final Pattern END = Pattern.compile("\\R");
    /// What turns the direction is heeded, and has no picture.
    private static final Pattern CONTROLS = Pattern.compile("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");
    /// What stands mirrored where one reads from the right, each beside its twin.
    private static final String BRACKETS = "()[]{}<>\u00ab\u00bb\u2039\u203a";
    /// Longer words are cut, for a narrow column would have to.
    private static final int LONGEST = 12;

    private final StringBuilder whole = new StringBuilder();
    private final TreeMap<Integer, Text> sources = new TreeMap<>();
    private final List<Word> words = new ArrayList<>();

    private WordBreak(List<Text> texts) {
        for (var text : texts) {
            sources.put(whole.length(), text);
            whole.append(text.getText());
        }
    }

    static List<Word> words(List<Text> texts) {
        var cut = new WordBreak(texts);
        PARAGRAPH.matcher(cut.whole).results().forEach(match -> cut.paragraph(match.start(), match.end()));
        return cut.words;
    }

    private void paragraph(int from, int to) {
        var letters = whole.substring(from, to);
        var bidi = new Bidi(letters, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        var opening = boundaries(BreakIterator.getLineInstance(Locale.ROOT), letters);
        var cuts = cuts(letters, bidi, opening);
        sources.subMap(from, to).keySet().forEach(seam -> cuts.add(seam - from));
        var start = 0;
        for (var end : cuts.tailSet(1)) {
            words.add(new Word(styled(from + start, letters.substring(start, end), bidi.getLevelAt(start)),
                    kind(letters.substring(start, end)), bidi.getLevelAt(start), opening.contains(start),
                    !bidi.baseIsLeftToRight()));
            start = end;
        }
    }

    /// Where a line may break, where the direction turns, around blanks, and in words that are too long. What is read from
    /// the right is cut around each sign too: how JavaFX puts signs beside letters depends on what it laid out before.
    private static TreeSet<Integer> cuts(String letters, Bidi bidi, TreeSet<Integer> opening) {
        var cuts = new TreeSet<>(opening);
        for (int run = 0; run < bidi.getRunCount(); run++) {
            cuts.add(bidi.getRunStart(run));
        }
        for (int at = 1; at < letters.length(); at++) {
            if (isSeam(letters.charAt(at - 1), letters.charAt(at), bidi.getLevelAt(at))) {
                cuts.add(at);
            }
        }
        for (var sign : boundaries(BreakIterator.getCharacterInstance(Locale.ROOT), letters)) {
            if (sign - cuts.floor(sign) >= LONGEST) {
                cuts.add(sign);
            }
        }
        return cuts;
    }

    private static boolean isSeam(char before, char after, int level) {
        return Character.isWhitespace(before) != Character.isWhitespace(after)
                || level % 2 == 1 && !(isLetter(before) && isLetter(after));
    }

    private static boolean isLetter(char letter) {
        return Character.isLetter(letter) || Character.getType(letter) == Character.NON_SPACING_MARK
                || Character.getType(letter) == Character.FORMAT || Character.isSurrogate(letter);
    }

    private static TreeSet<Integer> boundaries(BreakIterator iterator, String letters) {
        var found = new TreeSet<Integer>();
        iterator.setText(letters);
        for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
            found.add(at);
        }
        return found;
    }

    /// A piece of the text that stands at `at`, which looks as that does.
    private Text styled(int at, String letters, int level) {
        var source = sources.floorEntry(at).getValue();
        var text = new Text(CONTROLS.matcher(level % 2 == 1 ? mirrored(letters) : letters).replaceAll(""));
        text.getStyleClass().addAll(source.getStyleClass());
        text.setUserData(source.getUserData());
        return text;
    }

    private static Word.Kind kind(String letters) {
        return !letters.isBlank() ? Word.Kind.SEEN : END.matcher(letters).matches() ? Word.Kind.END : Word.Kind.BLANK;
    }

    private static String mirrored(String letters) {
        var at = letters.length() == 1 ? BRACKETS.indexOf(letters) : -1;
        return at < 0 ? letters : BRACKETS.substring(at ^ 1, (at ^ 1) + 1);
    }
}
