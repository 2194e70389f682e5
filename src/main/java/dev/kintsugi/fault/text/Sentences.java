package dev.kintsugi.fault.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds the sentences of a text and adds one without breaking its structure. Stateless.
public final class Sentences {
    private static final Pattern SHORT = Pattern
            .compile("(?:^|\\W)(?:Mr|Mrs|Ms|Dr|No|St|e\\.g|i\\.e|approx|vs)\\.\\s*$");
    private static final Pattern STRUCTURED = Pattern.compile("\\s*(?:[-*+>#|]|\\d+[.)]|```).*", Pattern.DOTALL);

    private Sentences() {}

    /// Where a sentence begins and ends, its final mark included and blanks around it not.
    public record Span(int start, int end) {
        String of(String text) { return text.substring(start, end); }
    }

    /// The sentences of the plain lines: headings, lists, quotes, tables and code have none.
    public static List<Span> of(String text) {
        var spans = new ArrayList<Span>();
        var keep = Protected.of(text);
        for (int start = 0; start < text.length();) {
            var newline = text.indexOf('\n', start);
            var end = newline < 0 ? text.length() : newline;
            if (!STRUCTURED.matcher(text.substring(start, end)).matches() && !keep.code(start)) {
                line(text, start, end, spans);
            }
            start = end + 1;
        }
        return spans;
    }

    private static void line(String text, int start, int end, List<Span> spans) {
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text.substring(start, end));
        var from = start;
        for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
            var piece = text.substring(from, start + at);
            if (start + at == end || !SHORT.matcher(piece).find()) {
                var sentence = piece.strip();
                if (!sentence.isEmpty()) {
                    var first = text.indexOf(sentence, from);
                    spans.add(new Span(first, first + sentence.length()));
                }
                from = start + at;
            }
        }
    }

    /// The text with one more sentence: on the last line when that is plain, else in a paragraph of its own.
    public static String append(String text, String sentence) {
        var end = text.stripTrailing();
        if (end.isEmpty()) {
            return sentence;
        }
        var line = end.substring(end.lastIndexOf('\n') + 1);
        var plain = !STRUCTURED.matcher(line).matches() && !line.endsWith(":") && !line.startsWith("    ");
        return end + (plain ? " " : "\n\n") + sentence;
    }
}
