package dev.kintsugi.fault.text;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/// The parts of a text that must stay as they are: code, addresses, tags, list numbers, names of JSON fields.
/// Immutable once made.
final class Protected {
    private static final Pattern CODE = Pattern.compile("```.*?(?:```|\\z)|`[^`\\n]*`", Pattern.DOTALL);
    /// Each only searched for when the text holds what it cannot be without.
    private static final List<Part> OTHERS = List.of(Part.of("://", "https?://\\S+"),
            Part.of("@", "[\\w.+-]+@[\\w-]+\\.[\\w.]+"), Part.of("<", "</?[a-zA-Z][^>]*>"),
            Part.of("](", "\\]\\([^)]*\\)"), Part.of("24/7", "\\b24/7\\b"),
            Part.of("\":", "\"[^\"\\n]*\":"), Part.of("\" :", "\"[^\"\\n]*\" +:"));

    /// Only searched for where a line can begin with it.
    private static final Pattern LIST_NUMBER = Pattern.compile("(?m)^\\s*\\d+[.)]\\s");

    private record Part(String probe, Pattern pattern) {
        static Part of(String probe, String regex) { return new Part(probe, Pattern.compile(regex)); }
    }

    private final BitSet code = new BitSet();
    private final BitSet all = new BitSet();

    private Protected() {}

    static Protected of(String text) {
        var kept = new Protected();
        if (text.indexOf('`') >= 0) {
            mark(CODE, text, kept.code);
            kept.all.or(kept.code);
        }
        for (var part : OTHERS) {
            if (text.contains(part.probe())) {
                mark(part.pattern(), text, kept.all);
            }
        }
        if (text.indexOf('\n') >= 0 || !text.isEmpty() && text.charAt(0) <= '9') {
            mark(LIST_NUMBER, text, kept.all);
        }
        return kept;
    }

    private static void mark(Pattern pattern, String text, BitSet set) {
        var found = pattern.matcher(text);
        while (found.find()) {
            set.set(found.start(), found.end());
        }
    }

    boolean code(int at) { return code.get(at); }

    /// Whether anything from one place to before the other must stay.
    boolean touches(int start, int end) {
        var next = all.nextSetBit(start);
        return next >= 0 && next < end;
    }
}
