package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Day;
import dev.kintsugi.recovery.detect.Fact.Moment;
import dev.kintsugi.recovery.detect.Fact.Weekday;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates, times of day and days of the week in the usual ways of writing them. Stateless.
final class Days {
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");
    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
    private static final String YEAR = "((?:19|20)\\d{2})";
    private static final Pattern ISO = Pattern
            .compile("\\b" + YEAR + "-(\\d{2})-(\\d{2})");
    private static final Pattern ISO_TIME = Pattern
            .compile("(?<=\\d-\\d{2})T(\\d{2}):(\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern DOTTED = Pattern.compile("\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b");
    private static final Pattern SLASHED = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})\\b");
    private static final Pattern DAY_FIRST = Pattern
            .compile("(?i)\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" + MONTH + "(?:,?\\s+" + YEAR + "\\b)?");
    private static final Pattern MONTH_FIRST = Pattern
            .compile("(?i)\\b" + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,?\\s+" + YEAR + "\\b)?");
    private static final Pattern MONTH_ONLY = Pattern.compile("(?i)\\b" + MONTH + "\\s+(?:of\\s+)?" + YEAR + "\\b");
    private static final Pattern CLOCK = Pattern.compile(
            "(?i)\\b(\\d{1,2})(?:[:.]([0-5]\\d))?\\s?(a\\.?m\\b|p\\.?m\\b)\\.?|\\b([01]?\\d|2[0-4]):([0-5]\\d)\\b(?::[0-5]\\d)?");
    private static final Pattern WEEKDAY = Pattern.compile("(?i)\\b(mon|tues|wednes|thurs|fri|satur|sun)days?\\b");

    private Days() {}

    static void read(Scan scan) {
        scan.take(ISO_TIME, m -> new Moment(num(m, 1) * 60 + num(m, 2), m.start(), m.end()))
                .take(ISO, m -> day(num(m, 1), num(m, 2), num(m, 3), false, m))
                .take(DOTTED, m -> day(num(m, 3), num(m, 2), num(m, 1), false, m))
                .take(SLASHED, Days::slashed)
                .take(DAY_FIRST, m -> day(num(m, 3), month(m.group(2)), num(m, 1), false, m))
                .take(MONTH_FIRST, m -> day(num(m, 3), month(m.group(1)), num(m, 2), false, m))
                .take(MONTH_ONLY, m -> day(num(m, 2), month(m.group(1)), 0, false, m))
                .take(CLOCK, Days::moment)
                .take(WEEKDAY, m -> new Weekday(weekday(m.group(1)), m.start(), m.end()));
    }

    private static @Nullable Fact slashed(MatchResult m) {
        var year = num(m, 3) < 100 ? 2000 + num(m, 3) : num(m, 3);
        return num(m, 1) > 12
                ? day(year, num(m, 2), num(m, 1), false, m)
                : day(year, num(m, 1), num(m, 2), num(m, 2) <= 12, m);
    }

    private static @Nullable Fact day(int year, int month, int day, boolean either, MatchResult m) {
        return month < 1 || month > 12 || day > 31 ? null : new Day(year, month, day, either, m.start(), m.end());
    }

    private static int num(MatchResult m, int group) {
        var text = m.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }

    private static int month(String name) { return MONTHS.indexOf(name.toLowerCase(Locale.ROOT).substring(0, 3)) + 1; }

    private static @Nullable Fact moment(MatchResult m) {
        if (m.group(4) != null) {
            return new Moment(num(m, 4) * 60 + num(m, 5), m.start(), m.end());
        }
        var hour = num(m, 1) % 12 + (m.group(3).toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        return num(m, 1) > 12 ? null : new Moment(hour * 60 + num(m, 2), m.start(), m.end());
    }

    private static DayOfWeek weekday(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "mon" -> DayOfWeek.MONDAY;
            case "tues" -> DayOfWeek.TUESDAY;
            case "wednes" -> DayOfWeek.WEDNESDAY;
            case "thurs" -> DayOfWeek.THURSDAY;
            case "fri" -> DayOfWeek.FRIDAY;
            case "satur" -> DayOfWeek.SATURDAY;
            default -> DayOfWeek.SUNDAY;
        };
    }
}
