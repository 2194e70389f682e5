package dev.kintsugi.report.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Grows a page of HTML: what is said is escaped, what is marked up is ours. Not safe for use by several threads.
final class Html {
    private final StringBuilder out = new StringBuilder(64 * 1024);

    /// Markup, as it is.
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /// Words, escaped.
    Html text(String words) {
        out.append(escaped(words));
        return this;
    }

    /// An element around words.
    Html element(String tag, String cssClass, String words) {
        return raw("<" + tag + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + ">").text(words)
                .raw("</" + tag + ">");
    }

    /// Words in which no sign can become markup; control characters that no page may hold are shown as a box.
    static String escaped(String words) {
        var safe = new StringBuilder(words.length() + 16);
        words.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(forbidden(c) ? 0xFFFD : c);
            }
        });
        return safe.toString();
    }

    /// The style of every page.
    static String style() {
        try (var in = Html.class.getResourceAsStream("/report/report.css")) {
            return new String(Objects.requireNonNull(in, "the style is part of the lab").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean forbidden(int c) {
        return c < 0x20 && c != '\n' && c != '\t' || c >= 0x7F && c <= 0x9F || c >= 0xD800 && c <= 0xDFFF;
    }

    @Override
    public String toString() { return out.toString(); }
}
