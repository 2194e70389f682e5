package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Reference;
import dev.kintsugi.recovery.detect.Fact.Reference.Kind;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads references: addresses, policy and claim numbers, telephone numbers, paragraphs. Stateless.
final class References {
    private static final Pattern ADDRESS = Pattern
            .compile("(?i)\\b(?:https?://[^\\s\"<>)]+|www\\.[^\\s\"<>)]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
                    + "|[\\w-]+(?:\\.[\\w-]+)*\\.(?:com|org|net|gov|edu|info|io|eu|de|uk|example)\\b(?:/[^\\s\"<>)]*)?)");
    private static final Pattern CODE = Pattern
            .compile("(?i)\\b(?=[A-Z0-9-]*\\d)[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)+\\b|\\b[A-Z]{1,5}\\d{3,}[A-Z0-9]*\\b");
    private static final Pattern PHONE = Pattern
            .compile("(?<![\\w.,-])(?:\\+|\\(?0|1-)?\\d{1,4}\\)?(?:[ /-]\\(?\\d{2,5}\\)?){1,5}(?![\\w%]|[.,]\\d)");
    private static final Pattern PARAGRAPH = Pattern.compile(
            "(?i)(?:§+\\s*|\\b(?:sections?|paragraphs?|articles?|clauses?|pages?|chapters?|appendix|annex)\\s+)(\\d+(?:\\.\\d+)*|[A-Z](?![\\p{L}]))(?:\\([a-z0-9]+\\))?");

    private References() {}

    static void read(Scan scan) {
        scan.take(ADDRESS, m -> new Reference(Kind.ADDRESS, bare(m.group()), m.start(), m.end()))
                .take(CODE, References::code)
                .take(PARAGRAPH,
                        m -> new Reference(Kind.PARAGRAPH, m.group(1).toUpperCase(Locale.ROOT), m.start(), m.end()));
    }

    /// After dates and times have been taken: they look like telephone numbers.
    static void readPhones(Scan scan) { scan.take(PHONE, References::phone); }

    private static @Nullable Fact code(MatchResult match) {
        var text = match.group();
        // "covid-19" or "24-hour" is a word; a code has capitals, or several figures
        var figures = text.chars().filter(Character::isDigit).count();
        return text.equals(text.toUpperCase(Locale.ROOT)) || figures >= 3
                ? new Reference(Kind.CODE, text.toUpperCase(Locale.ROOT), match.start(), match.end())
                : null;
    }

    private static @Nullable Fact phone(MatchResult match) {
        var digits = digits(match.group());
        return digits.length() >= 7
                ? new Reference(Kind.PHONE, digits, match.start(), match.end())
                : null;
    }

    static String digits(String text) { return text.replaceAll("\\D", ""); }

    private static String bare(String address) {
        return address.toUpperCase(Locale.ROOT).replaceFirst("^HTTPS?://", "").replaceFirst("^WWW\\.", "")
                .replaceFirst("[.,;:!?/]+$", "");
    }
}
