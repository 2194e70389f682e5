package dev.kintsugi.fault.text;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Moves dates by days, and stays with the way they are written. Stateless.
final class Dates {
    static final List<String> MONTHS = Arrays.stream(Month.values())
            .map(m -> m.getDisplayName(TextStyle.FULL, Locale.ENGLISH)).toList();
    static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH)).toList();
    private static final List<Way> WAYS = List.of("uuuu-MM-dd", "MMMM d, uuuu", "MMMM d uuuu",
            "MMM d, uuuu", "d MMMM uuuu", "d MMM uuuu", "MM/dd/uuuu", "M/d/uuuu", "dd/MM/uuuu", "dd.MM.uuuu",
            "d.M.uuuu")
            .stream().map(Way::of).toList();
    /// Any leap year will do for a date without a year.
    private static final Year LEAP = Year.of(2024);

    /// A way to write a date, with what stands between its parts: few ways have the same, and comparing that first is
    /// far cheaper than reading.
    private record Way(DateTimeFormatter format, String between) {
        static Way of(String pattern) {
            return new Way(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), Dates.between(pattern));
        }
    }

    private static String between(String date) {
        var between = new StringBuilder(date.length());
        for (int i = 0; i < date.length(); i++) {
            if (!Character.isLetterOrDigit(date.charAt(i))) {
                between.append(date.charAt(i));
            }
        }
        return between.toString();
    }

    private Dates() {}

    /// A date 2 to 40 days earlier or later, written the same way; empty for what is no date.
    static Optional<String> other(String date, String purpose, Dice dice) {
        var days = (2 + dice.below(purpose, 39)) * (dice.chance(purpose + ".past", 400_000) ? -1 : 1);
        var between = between(date);
        for (var way : WAYS) {
            var parsed = way.between().equals(between) ? read(date, way.format()) : Optional.<LocalDate>empty();
            if (parsed.isPresent()) {
                return Optional.of(way.format().format(parsed.get().plusDays(days)));
            }
        }
        return withoutYear(date, days);
    }

    /// Most ways do not fit, and asking first is far cheaper than an exception for each.
    private static Optional<LocalDate> read(String date, DateTimeFormatter way) {
        var place = new ParsePosition(0);
        var fields = way.parseUnresolved(date, place);
        if (fields == null || place.getIndex() < date.length()) {
            return Optional.empty();
        }
        try {
            var parsed = LocalDate.of(fields.get(ChronoField.YEAR), fields.get(ChronoField.MONTH_OF_YEAR),
                    fields.get(ChronoField.DAY_OF_MONTH));
            return way.format(parsed).equals(date) ? Optional.of(parsed) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `November 3` or `3 November`.
    private static Optional<String> withoutYear(String date, int days) {
        var words = date.split(" ", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        var monthFirst = MONTHS.contains(words[0]);
        var month = MONTHS.indexOf(monthFirst ? words[0] : words[1]) + 1;
        var day = monthFirst ? words[1] : words[0];
        if (month == 0 || !day.matches("\\d{1,2}") || !valid(month, Integer.parseInt(day))) {
            return Optional.empty();
        }
        var moved = LEAP.atMonth(month).atDay(Integer.parseInt(day)).plusDays(days);
        var name = MONTHS.get(moved.getMonthValue() - 1);
        return Optional.of(monthFirst ? name + " " + moved.getDayOfMonth() : moved.getDayOfMonth() + " " + name);
    }

    private static boolean valid(int month, int day) { return YearMonth.of(LEAP.getValue(), month).isValidDay(day); }
}
