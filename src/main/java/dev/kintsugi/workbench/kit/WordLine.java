package dev.kintsugi.workbench.kit;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/// Words beside one another, in the order in which they are written. Mutable while it is filled.
final class WordLine {
    /// What adding up widths may be wrong by.
    private static final double SLACK = 0.01;

    private final List<Word> words = new ArrayList<>();
    private double width;

    /// Lines of at most this width, where no single word is wider.
    static List<WordLine> of(List<Word> words, double width) {
        var lines = new ArrayList<WordLine>();
        var line = new WordLine();
        for (int from = 0; from < words.size();) {
            var to = from + 1;
            while (to < words.size() && !words.get(to).opens() && !words.get(to - 1).ends()) {
                to++;
            }
            line = line.put(words.subList(from, to), width, lines);
            from = to;
        }
        lines.add(line);
        return lines;
    }

    /// Adds what may not be parted, in a new line where this has no room, and in several where none has.
    private WordLine put(List<Word> together, double most, List<WordLine> full) {
        var line = this;
        var whole = solid(together) <= most + SLACK;
        if (whole && !line.hasRoom(solid(together), most)) {
            line = line.next(full);
        }
        for (var word : together) {
            if (!whole && word.seen() && !line.hasRoom(word.width(), most)) {
                line = line.next(full);
            }
            line.words.add(word);
            line.width += word.width();
            if (word.ends()) {
                line = line.next(full);
            }
        }
        return line;
    }

    private WordLine next(List<WordLine> full) {
        full.add(this);
        return new WordLine();
    }

    private boolean hasRoom(double more, double most) { return words.isEmpty() || width + more <= most + SLACK; }

    /// Blanks at the end of a line need no room.
    private static double solid(List<Word> words) {
        return words.stream().filter(Word::seen).mapToDouble(Word::width).sum();
    }

    double width() { return width; }

    double above() { return words.stream().mapToDouble(Word::above).max().orElse(0); }

    double height() { return above() + words.stream().mapToDouble(Word::below).max().orElse(0); }

    /// From left to right, within so much room: what is read from the right stands at the right.
    void lay(double left, double top, double room) {
        if (words.isEmpty()) {
            return;
        }
        var shown = words.toArray(Word[]::new);
        var x = shown[0].mirrored() ? left + room - width : left;
        Bidi.reorderVisually(levels(), 0, shown, 0, shown.length);
        for (var word : shown) {
            word.text().relocate(x, top + above() - word.above());
            x += word.width();
        }
    }

    /// Blanks at the end belong to the paragraph, whatever stands before them.
    private byte[] levels() {
        var levels = new byte[words.size()];
        var last = words.size() - 1;
        while (last >= 0 && !words.get(last).seen()) {
            levels[last] = (byte) (words.get(last).mirrored() ? 1 : 0);
            last--;
        }
        for (; last >= 0; last--) {
            levels[last] = (byte) words.get(last).level();
        }
        return levels;
    }
}
