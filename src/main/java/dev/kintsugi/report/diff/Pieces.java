package dev.kintsugi.report.diff;

import dev.kintsugi.report.diff.Piece.Kind;
import java.util.ArrayList;
import java.util.List;

/// Gathers pieces so that they read well: neighbours of one kind become one, and white space alone between two changes
/// belongs to both, so that a rewritten sentence is one change and not one per word. For one thread.
final class Pieces {
    private final List<Piece> done = new ArrayList<>();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();
    private String space = "";

    void add(Kind kind, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        var text = String.join("", words);
        if (kind == Kind.SAME) {
            same(text);
        } else {
            removed.append(space).append(kind == Kind.REMOVED ? text : "");
            added.append(space).append(kind == Kind.ADDED ? text : "");
            space = "";
        }
    }

    private void same(String text) {
        if (text.isBlank() && (!removed.isEmpty() || !added.isEmpty())) {
            space += text;
            return;
        }
        var before = sharedEnd() + space;
        flush();
        put(Kind.SAME, before + text);
    }

    /// Takes the white space that both sides end with away from them: it did not change.
    private String sharedEnd() {
        var length = 0;
        while (length < Math.min(removed.length(), added.length()) && endsAlike(length)) {
            length++;
        }
        var end = removed.substring(removed.length() - length);
        removed.setLength(removed.length() - length);
        added.setLength(added.length() - length);
        return end;
    }

    private boolean endsAlike(int length) {
        var sign = removed.charAt(removed.length() - 1 - length);
        return Character.isWhitespace(sign) && sign == added.charAt(added.length() - 1 - length);
    }

    private void flush() {
        put(Kind.REMOVED, removed.toString());
        put(Kind.ADDED, added.toString());
        removed.setLength(0);
        added.setLength(0);
        space = "";
    }

    private void put(Kind kind, String text) {
        if (!text.isEmpty()) {
            done.add(new Piece(kind, text));
        }
    }

    List<Piece> list() {
        var last = sharedEnd() + space;
        flush();
        put(Kind.SAME, last);
        return List.copyOf(done);
    }
}
