package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Reference;
import dev.kintsugi.recovery.detect.Fact.Reference.Kind;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads references out of chunks: addresses, and policy, claim and other such numbers. Stateless.
final class Addresses {
    private static final Set<String> ENDINGS = Set.of("com", "org", "net", "gov", "edu", "info", "io", "eu", "de", "uk",
            "example", "fr", "es", "it", "ch", "at", "nl", "us", "ca", "au", "app", "dev");
    private static final int LONGEST = 40;
    /// Figures that make a code even after a single letter: `T-4711` is one, a car named `F-150` is none.
    private static final int LONG = 4;

    private Addresses() {}

    static @Nullable Reference address(Chunk c) {
        var text = c.text();
        int scheme = text.indexOf("://");
        int mail = text.indexOf('@');
        var address = scheme > 0 || text.regionMatches(true, 0, "www.", 0, 4)
                || mail > 0 && text.indexOf('.', mail) > mail + 1 || domain(text);
        return address ? new Reference(Kind.ADDRESS, bare(text), c.start(), c.end()) : null;
    }

    /// Labels with dots between them, of which the last is a usual ending: `help.northbeam.example/reset`.
    private static boolean domain(String text) {
        int path = text.indexOf('/');
        var host = path < 0 ? text : text.substring(0, path);
        int dot = host.lastIndexOf('.');
        return dot > 0 && ENDINGS.contains(host.substring(dot + 1).toLowerCase(Locale.ROOT))
                && host.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    }

    private static String bare(String address) {
        var upper = address.toUpperCase(Locale.ROOT);
        int from = upper.startsWith("HTTPS://") ? 8 : upper.startsWith("HTTP://") ? 7 : 0;
        from += upper.startsWith("WWW.", from) ? 4 : 0;
        int to = upper.length();
        while (to > from && upper.charAt(to - 1) == '/') {
            to--;
        }
        return upper.substring(from, to);
    }

    /// Letters and figures that stand for a record: `POL-441-ZX-90`, `SB20231`. A word with a number in it, such as
    /// `24-hour` or `utf-8`, is none.
    static @Nullable Reference code(Chunk c) {
        var text = c.text();
        if (!c.digits() || !c.letters() || c.length() > LONGEST || !Character.isLetter(text.charAt(0))) {
            return null;
        }
        int figures = 0;
        int leading = 0;
        boolean dashed = false;
        for (int i = 0; i < c.length(); i++) {
            char at = text.charAt(i);
            if (Chunk.digit(at)) {
                figures++;
            } else if (at == '-') {
                dashed = true;
            } else if (!Character.isLetter(at)) {
                return null;
            }
            leading += leading == i && Character.isLetter(at) ? 1 : 0;
        }
        var whole = figures >= 3 && (dashed && leading >= 2 || !dashed && leading <= 5)
                || dashed && figures >= 2 && leading >= 2 && text.equals(text.toUpperCase(Locale.ROOT))
                || dashed && figures >= LONG && figures == c.length() - 2 && Character.isUpperCase(text.charAt(0));
        return whole ? new Reference(Kind.CODE, text.toUpperCase(Locale.ROOT), c.start(), c.end()) : null;
    }
}
