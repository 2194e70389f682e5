package dev.kintsugi.agent.errands;

import dev.kintsugi.agent.tools.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Pattern;

/// Days and times as people name them. Stateless.
final class Days {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?\\s*([ap])?\\.?(?:m\\.?)?");
    private static final int NOON = 12;

    private Days() {}

    static LocalDate day(String words, LocalDate today) throws Refusal {
        var day = words.toLowerCase(Locale.ROOT).replaceFirst("^(on|next|this) ", "").strip();
        switch (day) {
            case "today", "tonight" -> {
                return today;
            }
            case "tomorrow" -> {
                return today.plusDays(1);
            }
            default -> {
            }
        }
        for (var each : DayOfWeek.values()) {
            if (each.name().equalsIgnoreCase(day)) {
                return today.with(TemporalAdjusters.next(each));
            }
        }
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw Refusal.badArguments("'day' must be today, tomorrow, a day of the week, or a date as 2030-01-31");
        }
    }

    static LocalTime time(String words) throws Refusal {
        var plain = words.toLowerCase(Locale.ROOT).strip();
        if (plain.equals("noon")) {
            return LocalTime.NOON;
        }
        var read = TIME.matcher(plain);
        try {
            if (read.matches()) {
                var hour = Integer.parseInt(read.group(1));
                var half = read.group(3);
                var minute = read.group(2) == null ? 0 : Integer.parseInt(read.group(2));
                return LocalTime.of(half == null ? hour : hour(hour, half), minute);
            }
        } catch (DateTimeException e) {
            // told below, in words a model can act on
        }
        throw Refusal.badArguments("'time' must be a time of day, e.g. 2 PM or 14:00");
    }

    private static int hour(int hour, String half) {
        if (hour < 1 || hour > NOON) {
            throw new DateTimeException("no hour of half a day");
        }
        return hour % NOON + (half.equals("p") ? NOON : 0);
    }
}
