package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Day;
import dev.kintsugi.recovery.detect.Fact.Moment;
import dev.kintsugi.recovery.detect.Fact.Weekday;
import java.time.DayOfWeek;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads dates, times of day and days of the week in the usual ways of writing them. Stateless.
final class Days {
    private static final Map<String, Integer> MONTHS = Map.ofEntries(Map.entry("january", 1), Map.entry("jan", 1),
            Map.entry("february", 2), Map.entry("feb", 2), Map.entry("march", 3), Map.entry("mar", 3),
            Map.entry("april", 4), Map.entry("apr", 4), Map.entry("may", 5), Map.entry("june", 6), Map.entry("jun", 6),
            Map.entry("july", 7), Map.entry("jul", 7), Map.entry("august", 8), Map.entry("aug", 8),
            Map.entry("september", 9), Map.entry("sep", 9), Map.entry("sept", 9), Map.entry("october", 10),
            Map.entry("oct", 10), Map.entry("november", 11), Map.entry("nov", 11), Map.entry("december", 12),
            Map.entry("dec", 12));
    private static final Map<String, DayOfWeek> WEEKDAYS = Map.ofEntries(Map.entry("monday", DayOfWeek.MONDAY),
            Map.entry("tuesday", DayOfWeek.TUESDAY), Map.entry("wednesday", DayOfWeek.WEDNESDAY),
            Map.entry("thursday", DayOfWeek.THURSDAY), Map.entry("friday", DayOfWeek.FRIDAY),
            Map.entry("saturday", DayOfWeek.SATURDAY), Map.entry("sunday", DayOfWeek.SUNDAY),
            Map.entry("mondays", DayOfWeek.MONDAY), Map.entry("tuesdays", DayOfWeek.TUESDAY),
            Map.entry("wednesdays", DayOfWeek.WEDNESDAY), Map.entry("thursdays", DayOfWeek.THURSDAY),
            Map.entry("fridays", DayOfWeek.FRIDAY), Map.entry("saturdays", DayOfWeek.SATURDAY),
            Map.entry("sundays", DayOfWeek.SUNDAY));

    private static final Set<String> WHEN = Set.of("on", "by", "until", "till", "before", "since", "from");

    private Days() {}

    /// The number of a month, 0 for a word that is none.
    static int month(String word) { return MONTHS.getOrDefault(word, 0); }

    static @Nullable Weekday weekday(Reading r, int word) {
        var day = WEEKDAYS.get(r.word(word));
        return day == null ? null : new Weekday(day, r.start(word), r.end(word));
    }

    static int year(String word) {
        return word.length() == 4 && (word.startsWith("19") || word.startsWith("20"))
                && word.chars().allMatch(c -> Chunk.digit((char) c)) ? Integer.parseInt(word) : 0;
    }

    /// A date written in figures alone: `2024-11-14`, `14.11.2024`, `11/14/2024`.
    static @Nullable Day day(Chunk c) {
        var text = c.text();
        if (c.length() >= 10 && c.digits(0, 4) && c.at(4) == '-' && c.digits(5, 7) && c.at(7) == '-'
                && c.digits(8, 10) && (c.length() == 10 || c.at(10) == 'T')) {
            return day(c.number(0, 4), c.number(5, 7), c.number(8, 10), false, c.start(), c.start() + 10);
        }
        char separator = text.indexOf('/') > 0 ? '/' : '.';
        int first = text.indexOf(separator);
        int second = text.indexOf(separator, first + 1);
        if (first < 1 || first > 2 || second < 0 || second - first > 3 || second - first < 2 || c.length() > 10
                || !c.digits(0, first) || !c.digits(first + 1, second) || !c.digits(second + 1, c.length())) {
            return null;
        }
        return separator == '/' ? slashed(c, first, second) : dotted(c, first, second);
    }

    private static @Nullable Day dotted(Chunk c, int first, int second) {
        return c.length() - second != 5
                ? null
                : day(c.number(second + 1, c.length()), c.number(first + 1, second), c.number(0, first), false,
                        c.start(), c.end());
    }

    private static @Nullable Day slashed(Chunk c, int first, int second) {
        int digits = c.length() - second - 1;
        if (digits != 2 && digits != 4) {
            return null;
        }
        int year = c.number(second + 1, c.length()) + (digits == 2 ? 2000 : 0);
        int one = c.number(0, first);
        int two = c.number(first + 1, second);
        return one > 12
                ? day(year, two, one, false, c.start(), c.end())
                : day(year, one, two, two <= 12, c.start(), c.end());
    }

    static @Nullable Day day(int year, int month, int day, boolean either, int start, int end) {
        return month < 1 || month > 12 || day > 31 ? null : new Day(year, month, day, either, start, end);
    }

    /// `9:12`, `9:12:30`, `T09:12:00Z` after a date; with an hour of the morning or afternoon in `half`: `a`, `p` or
    /// nothing.
    static @Nullable Moment moment(Chunk c, int from, char half) {
        int colon = c.text().indexOf(':', from);
        if (colon < 0) {
            colon = half == 0 ? -1 : c.text().indexOf('.', from);
        }
        if (colon < from + 1 || colon > from + 2 || colon + 3 > c.length() || !c.digits(from, colon)
                || !c.digits(colon + 1, colon + 3)
                || colon + 3 < c.length() && Chunk.digit(c.at(colon + 3))) {
            return null;
        }
        return moment(c.number(from, colon), c.number(colon + 1, colon + 3), half, c.start() + from, c.end());
    }

    /// `half past six`, `quarter to 7`: of the morning or the afternoon.
    static @Nullable Moment spoken(Reading r, int word) {
        if (word + 2 >= r.size() || r.sentence(word + 2) != r.sentence(word)) {
            return null;
        }
        int minutes = switch (r.word(word)) {
            case "half" -> r.word(word + 1).equals("past") ? 30 : 0;
            case "quarter" -> quarter(r.word(word + 1));
            default -> 0;
        };
        int hour = minutes == 0 ? 0 : hour(r, word + 2);
        return hour == 0 ? null : new Moment(hour * 60 + minutes, r.start(word), r.end(word + 2));
    }

    private static int quarter(String which) {
        return switch (which) {
            case "past" -> 15;
            case "to" -> -15;
            default -> 0;
        };
    }

    private static int hour(Reading r, int word) {
        int value = r.word(word).matches("\\d{1,2}") ? Integer.parseInt(r.word(word)) : r.known(word).number();
        return value >= 1 && value <= 12 ? value : 0;
    }

    static @Nullable Moment moment(int hour, int minute, char half, int start, int end) {
        if (hour > (half == 0 ? 24 : 12) || minute > 59) {
            return null;
        }
        return new Moment((half == 0 ? hour : hour % 12 + (half == 'p' ? 12 : 0)) * 60 + minute, start, end);
    }

    /// `the twenty-first of November`, `November the twenty-first`, `on the second`; absent when no day stands there.
    static @Nullable Day written(Reading r, int word) {
        int tens = r.known(word).number() == 20 || r.known(word).number() == 30 ? r.known(word).number() : 0;
        int last = tens > 0 && word + 1 < r.size() ? word + 1 : word;
        int rank = r.known(last).rank();
        if (rank == 0 || tens > 0 && rank > 9) {
            return null;
        }
        int day = tens + rank;
        var beside = new Beside(r);
        int next = beside.after(r.end(last));
        int month = next >= 0 && r.word(next).equals("of") ? beside.after(r.end(next)) : next;
        if (month >= 0 && capital(r, month)) {
            return day(0, month(r.word(month)), day, false, r.start(word), r.end(month));
        }
        int the = beside.before(r.start(word));
        int previous = the >= 0 && r.word(the).equals("the") ? beside.before(r.start(the)) : the;
        return previous >= 0 && capital(r, previous)
                ? day(0, month(r.word(previous)), day, false, r.start(previous), r.end(last))
                : ofMonth(r, r.start(word), r.end(last), day);
    }

    private static boolean capital(Reading r, int word) {
        return month(r.word(word)) > 0 && Character.isUpperCase(r.text().charAt(r.start(word)));
    }

    /// A day whose month is not said: `by the 14th`, and not `on the 14th floor`.
    static @Nullable Day ofMonth(Reading r, int start, int end, int day) {
        var beside = new Beside(r);
        int the = beside.before(start);
        int when = the >= 0 && r.word(the).equals("the") ? beside.before(r.start(the)) : -1;
        int next = beside.after(end);
        return day < 1 || day > 31 || when < 0 || !WHEN.contains(r.word(when)) || next >= 0 && r.known(next).telling()
                ? null
                : new Day(0, 0, day, false, start, end);
    }
}
