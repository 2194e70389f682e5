package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Reference;
import dev.kintsugi.recovery.detect.Fact.Reference.Kind;
import org.jspecify.annotations.Nullable;

/// Reads telephone numbers. Stateless.
final class Phones {
    private static final int PHONE = 7;
    private static final int LONGEST_NUMBER = 15;

    private Phones() {}

    /// Groups of figures with a blank or a hyphen between them, seven figures at least.
    static @Nullable Reference phone(String text, Chunk c) {
        int digits = 0;
        int groups = 1;
        int at = c.start();
        int end = at;
        while (at < text.length() && digits <= LONGEST_NUMBER) {
            char now = text.charAt(at);
            boolean part = Chunk.digit(now) || now == '+' && at == c.start() || now == '(' || now == ')';
            boolean gap = (now == ' ' || now == '-' || now == '/') && at + 1 < text.length()
                    && (Chunk.digit(text.charAt(at + 1)) || text.charAt(at + 1) == '(');
            if (!part && !gap) {
                break;
            }
            digits += Chunk.digit(now) ? 1 : 0;
            groups += gap ? 1 : 0;
            end = Chunk.digit(now) ? at + 1 : end;
            at++;
        }
        boolean clean = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end))
                && "%:".indexOf(text.charAt(end)) < 0
                && !(end + 1 < text.length() && ".,".indexOf(text.charAt(end)) >= 0
                        && Chunk.digit(text.charAt(end + 1)));
        if (!clean || digits < PHONE || digits > LONGEST_NUMBER || groups < 2 && c.at(0) != '+' || years(c, groups)) {
            return null;
        }
        return new Reference(Kind.PHONE, bare(text, c.start(), end), c.start(), end);
    }

    private static boolean years(Chunk c, int groups) {
        return groups == 2 && c.length() == 9 && Days.year(c.text().substring(0, 4)) > 0;
    }

    private static String bare(String text, int from, int to) {
        var digits = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (Chunk.digit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }
}
