package dev.kintsugi.workbench.experiment;

import dev.kintsugi.domain.Problem;
import org.jspecify.annotations.Nullable;

/// Numbers as a person types them. Stateless.
final class Typed {
    private static final int MOST = 100_000;

    private Typed() {}

    /// Throws a [Problem] for anything but a whole number that makes sense.
    static int conversations(String text) {
        try {
            var number = Integer.parseInt(plain(text));
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw conversations(text, e);
        }
        throw conversations(text, null);
    }

    private static Problem conversations(String text, @Nullable Throwable cause) {
        return new Problem("The number of conversations cannot be used",
                (text.isBlank() ? "there is none" : "it is “" + text + "”") + ", and may be 1 to " + MOST,
                "Type 200, say",
                Problem.Exit.USAGE, cause);
    }

    /// Throws a [Problem] for anything but a whole number.
    static long seed(String text) {
        try {
            return Long.parseLong(plain(text));
        } catch (NumberFormatException e) {
            throw new Problem("The seed cannot be used",
                    (text.isBlank() ? "there is none" : "it is “" + text + "”") + ", and may be any whole number",
                    "Type 42, say", e);
        }
    }

    private static String plain(String text) { return text.strip().replaceAll("[ ,_]", ""); }
}
