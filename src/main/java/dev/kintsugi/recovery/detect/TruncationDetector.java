package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.recovery.Detection;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;

/// Finds a reply that breaks off: the provider says that the length ran out, or a sentence, a list, a block of code or
/// a JSON text is not brought to its end.
public final class TruncationDetector implements Detector {
    public static final String NAME = "truncation";

    private static final int SHOWN = 60;
    private static final String FENCE = "```";
    private static final Set<String> OPEN = Set
            .of(("the a an and or but of to with for from in on at by as because that which than if when while into your our "
                    + "my their its is are was were be been will would can could should must not very per between about")
                    .split(" "));

    @Override
    public Optional<Detection> check(Observation o) {
        var text = o.reply().stripTrailing();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var why = o.finish() == FinishReason.LENGTH
                ? "the provider cut the reply off at its length"
                : broken(text, o.reading());
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Detection(NAME, 0, Text.of(why), Math.max(0, text.length() - SHOWN), text.length(),
                        Text.EMPTY));
    }

    private static String broken(String text, Reading r) {
        if (fences(text) % 2 == 1) {
            return "a block of code is not closed";
        }
        char first = text.charAt(0);
        if ((first == '{' || first == '[') && text.indexOf('"') > 0) {
            return closed(text) ? "" : "a JSON text is not closed";
        }
        if (text.endsWith(FENCE)) {
            return "";
        }
        var last = text.substring(text.lastIndexOf('\n') + 1).strip();
        if (bareItem(last)) {
            return "a list breaks off";
        }
        return unfinished(text, last, r) ? "a sentence breaks off" : "";
    }

    private static int fences(String text) {
        int fences = 0;
        for (int at = text.indexOf(FENCE); at >= 0; at = text.indexOf(FENCE, at + FENCE.length())) {
            fences++;
        }
        return fences;
    }

    /// A number or a bullet with nothing behind it, after other lines.
    private static boolean bareItem(String line) {
        if (line.equals("-") || line.equals("*") || line.equals("•")) {
            return true;
        }
        int digits = 0;
        while (digits < line.length() && Chunk.digit(line.charAt(digits))) {
            digits++;
        }
        return digits > 0 && digits <= 2 && digits == line.length() - 1 && line.charAt(digits) == '.';
    }

    /// Ends with a comma, an opening bracket, or a word that calls for another. Greetings end with a comma.
    private static boolean unfinished(String text, String last, Reading r) {
        char end = text.charAt(text.length() - 1);
        int words = r.size();
        int inLine = 0;
        while (inLine < words && r.start(words - 1 - inLine) >= text.length() - last.length()) {
            inLine++;
        }
        if (end == '(' || end == ',' && inLine > 4) {
            return true;
        }
        return words > 4 && inLine > 2 && r.end(words - 1) == text.length() && OPEN.contains(r.word(words - 1))
                && Character.isLowerCase(text.charAt(r.start(words - 1)));
    }

    /// Whether every bracket is closed again outside strings.
    private static boolean closed(String text) {
        var open = new ArrayDeque<Character>();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                open.push(c);
            } else if ((c == '}' || c == ']') && (open.isEmpty() || open.pop() != (c == '}' ? '{' : '['))) {
                return true;
            }
        }
        return open.isEmpty() && !quoted;
    }
}
