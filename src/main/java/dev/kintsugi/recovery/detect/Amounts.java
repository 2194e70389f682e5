package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Fact.Unit;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads quantities: figures with and without a unit, and number words that have one. Stateless.
final class Amounts {
    private static final List<String> ONES = List.of("zero", "one", "two", "three", "four", "five", "six", "seven",
            "eight",
            "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen");
    private static final List<String> TENS = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
            "ninety");
    private static final String WORD = "(?:" + String.join("|", TENS) + ")(?:[- ](?:"
            + String.join("|", ONES.subList(1, 10))
            + "))?|" + String.join("|", ONES.reversed());
    private static final String MONEY = "dollars?|euros?|pounds?|usd|eur|gbp|bucks|[$€£]";
    private static final String UNIT = "(?<unit>%|percent|per cent|" + MONEY
            + "|minutes?|mins?\\b|hours?|hrs?\\b|days?|nights?|weeks?|months?|years?|km\\b|kilomet(?:er|re)s?|miles?"
            + "|kb\\b|mb\\b|gb\\b|tb\\b|megabytes?|gigabytes?)";
    private static final String BETWEEN = "(?:[- ]?(?:business|working|calendar|full|rental|more|additional|extra|free|further|consecutive|whole)?[- ]?)";
    private static final Pattern AMOUNT = Pattern
            .compile("(?i)(?<rough>\\b(?:about|around|roughly|approximately|approx\\.?|nearly|almost|some|circa)\\s+)?"
                    + "(?<cur>(?:[$€£]|\\b(?:usd|eur|gbp)\\b)\\s?)?(?<![\\w.,])(?<num>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,3}(?:\\.\\d{3})+(?![\\d])|\\d+(?:\\.\\d+)?)(?<kilo>k\\b|\\s?million\\b|\\s?thousand\\b)?"
                    + "(?:" + BETWEEN + UNIT + ")?(?![\\w])");
    private static final Pattern WORDS = Pattern.compile("(?i)\\b(?<num>" + WORD + ")\\b" + BETWEEN + UNIT + "\\b");
    private static final Pattern RANGE = Pattern.compile("\\s?(?:-|–|to|or|and)\\s?");
    private static final Pattern NONE = Pattern.compile(
            "\\b24/7\\b|(?m)^\\s*\\d{1,2}[.)](?=\\s)|\\b\\d{1,3}(?:st|nd|rd|th)\\b|(?i)\\b(?:step|option|point) \\d{1,2}\\b");

    private Amounts() {}

    static void read(Scan scan) {
        scan.skip(NONE);
        var text = scan.left();
        var figures = AMOUNT.matcher(text).results().toList();
        for (int i = 0; i < figures.size(); i++) {
            scan.add(amount(figures.get(i), unit(figures, i, text)));
        }
        scan.take(WORDS, m -> {
            var value = word(m.group("num").toLowerCase(Locale.ROOT));
            return new Amount(value * scale(m.group("unit")), value, kind(m.group("unit")), false, m.start(), m.end());
        });
    }

    /// In `3 to 5 days` the three are days as well.
    private static @Nullable String unit(List<MatchResult> all, int i, String text) {
        var own = all.get(i).group("unit") == null ? all.get(i).group("cur") : all.get(i).group("unit");
        if (own != null || i + 1 == all.size()) {
            return own;
        }
        var gap = text.substring(all.get(i).end(), all.get(i + 1).start());
        return RANGE.matcher(gap).matches() ? all.get(i + 1).group("unit") : null;
    }

    private static Amount amount(MatchResult m, @Nullable String unit) {
        var number = m.group("num");
        var plain = number.matches("\\d{1,3}(?:\\.\\d{3})+") ? number.replace(".", "") : number.replace(",", "");
        var said = Double.parseDouble(plain) * times(m.group("kilo"));
        var start = m.group("rough") == null ? m.start() : m.end("rough");
        return unit == null
                ? new Amount(said, said, Unit.NONE, m.group("rough") != null, start, m.end())
                : new Amount(said * scale(unit), said, kind(unit), m.group("rough") != null, start, m.end());
    }

    private static int times(@Nullable String kilo) {
        return kilo == null ? 1 : kilo.strip().equalsIgnoreCase("million") ? 1_000_000 : 1000;
    }

    private static double word(String text) {
        for (int ten = 0; ten < TENS.size(); ten++) {
            if (text.startsWith(TENS.get(ten))) {
                var rest = text.substring(TENS.get(ten).length()).replaceFirst("^[- ]", "");
                return 20 + 10 * ten + Math.max(0, ONES.indexOf(rest));
            }
        }
        return ONES.indexOf(text);
    }

    private static Unit kind(String unit) {
        var u = unit.strip().toLowerCase(Locale.ROOT);
        if (u.matches(MONEY)) {
            return Unit.MONEY;
        }
        return switch (u.charAt(0)) {
            case '%', 'p' -> Unit.PERCENT;
            case 'h', 'd', 'n', 'w' -> Unit.TIME;
            case 'm' -> u.startsWith("min")
                    ? Unit.TIME
                    : u.startsWith("mo")
                            ? Unit.MONTHS
                            : u.startsWith("mi") ? Unit.DISTANCE : Unit.DATA;
            case 'y' -> Unit.MONTHS;
            case 'k' -> u.startsWith("kb") ? Unit.DATA : Unit.DISTANCE;
            default -> Unit.DATA;
        };
    }

    /// To hours, months, kilometres or megabytes.
    private static double scale(String unit) {
        var u = unit.strip().toLowerCase(Locale.ROOT);
        return switch (kind(u)) {
            case TIME -> switch (u.charAt(0)) {
                case 'm' -> 1.0 / 60;
                case 'h' -> 1;
                case 'w' -> 168;
                default -> 24;
            };
            case MONTHS -> u.startsWith("y") ? 12 : 1;
            case DISTANCE -> u.startsWith("mi") ? 1.609 : 1;
            case DATA -> u.startsWith("k") ? 0.001 : u.startsWith("g") ? 1000 : u.startsWith("t") ? 1_000_000 : 1;
            case MONEY, PERCENT, NONE -> 1;
        };
    }
}
