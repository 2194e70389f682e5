package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Day;
import dev.kintsugi.recovery.detect.Units.Measure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number with what follows it and what goes before. Read once, by one thread.
final class Figure {
    private static final Set<String> COUNTERS = Set.of("step", "option", "point", "example", "figure", "version",
            "level", "part", "phase", "line", "table", "question", "day", "week", "tip", "method", "chapter", "python",
            "java", "windows", "no", "type", "grade", "stage", "round", "appendix", "http", "error", "port");
    private static final int LONGEST_NUMBER = 20;
    /// A whole number of so many figures is the same as a floating-point one.
    private static final int LONGEST_WHOLE = 15;

    private final Beside beside;
    private final Reading r;
    private final int start;
    private final String suffix;
    private final boolean four;
    private int end;
    private double value;
    private @Nullable Measure unit;
    private @Nullable Fact fact;

    Figure(Beside beside, int start, int end, double value, @Nullable Measure currency, String suffix, boolean four) {
        this.beside = beside;
        this.r = beside.r();
        this.start = start;
        this.end = end;
        this.value = value;
        this.unit = currency;
        this.suffix = suffix;
        this.four = four;
    }

    /// What it stands for: a time, a day or an amount; absent for none of them.
    @Nullable
    Fact read() {
        int minutes = french();
        if (suffix.equals("am") || suffix.equals("pm")) {
            moment(suffix.charAt(0), end);
        } else if (minutes >= 0) {
            fact = Days.moment((int) value, Integer.parseInt(r.word(minutes)), (char) 0, start, r.end(minutes));
        } else if (beside.half(end) != 0 && suffix.isEmpty() && unit == null) {
            moment(beside.half(end), beside.halfEnd(end));
        } else if (!dated() && known()) {
            int before = beside.before(start);
            if (before < 0 || unit != null || value > 99 || !COUNTERS.contains(r.word(before))) {
                var code = before < 0 || unit != null ? null : Units.of(r.word(before));
                var measure = unit != null
                        ? unit
                        : code != null && code.unit() == Fact.Unit.MONEY ? code : Units.NONE;
                fact = beside.amount(value, measure, start, end);
            }
        }
        return fact;
    }

    /// The word of the minutes in `14 h 20`; -1 when it is no such time.
    private int french() {
        int hour = suffix.isEmpty() && unit == null && value == Math.rint(value) ? beside.after(end) : -1;
        int next = hour >= 0 && r.word(hour).equals("h") ? beside.after(r.end(hour)) : -1;
        return next >= 0 && r.word(next).matches("[0-5][0-9]") ? next : -1;
    }

    private void moment(char half, int to) {
        var whole = (int) value;
        fact = Days.moment(whole, (int) Math.round((value - whole) * 100), half, start, to);
    }

    /// `14 November 2024`, `November 14, 2024`, `14th of November`, `March 2024`
    private boolean dated() {
        boolean ordinal = suffix.equals("st") || suffix.equals("nd") || suffix.equals("rd") || suffix.equals("th");
        if (unit != null || value != Math.rint(value) || !suffix.isEmpty() && !ordinal) {
            return false;
        }
        int next = beside.after(end);
        int month = next >= 0 && r.word(next).equals("of") && next + 1 < r.size() ? next + 1 : next;
        if (month >= 0 && value <= 31 && month(month) > 0) {
            return day(month(month), start, r.end(month), year(r.end(month)));
        }
        int previous = beside.before(start);
        if (previous >= 0 && month(previous) > 0) {
            return four
                    ? read(Days.day((int) value, month(previous), 0, false, r.start(previous), end))
                    : value <= 31 && day(month(previous), r.start(previous), end, year(end));
        }
        fact = ordinal ? Days.ofMonth(r, start, end, (int) value) : null;
        return ordinal;
    }

    private boolean day(int month, int from, int to, int year) {
        int stop = year > 0 ? r.end(year) : to;
        return read(Days.day(year > 0 ? Days.year(r.word(year)) : 0, month, (int) value, false, from, stop));
    }

    private boolean read(@Nullable Day day) {
        fact = day;
        return day != null;
    }

    /// The word of a year that follows, with or without a comma; 0 when there is none.
    private int year(int place) {
        int from = place < r.text().length() && (r.text().charAt(place) == ',' || r.text().charAt(place) == '.')
                ? place + 1
                : place;
        int next = beside.after(from);
        return next > 0 && Days.year(r.word(next)) > 0 ? next : 0;
    }

    /// Reads the unit. Whether the figure can be an amount at all: `4K` and `3D` are none.
    private boolean known() {
        if (suffix.equals("k")) {
            value *= 1000;
        } else if (!suffix.isEmpty()) {
            var own = Units.of(suffix);
            unit = unit == null ? own : unit;
            return own != null;
        }
        int next = beside.after(end);
        if (next >= 0 && times(r.word(next)) > 1) {
            value *= times(r.word(next));
            end = r.end(next);
            next = beside.after(end);
        }
        follow(next);
        return true;
    }

    private void follow(int word) {
        int next = word;
        for (int i = 0; i < 2 && next >= 0 && Units.between(r.word(next)); i++) {
            next = beside.after(r.end(next));
        }
        int percent = r.text().startsWith("%", end) ? end + 1 : r.text().startsWith(" %", end) ? end + 2 : 0;
        var named = next < 0 ? null : Units.of(r.word(next));
        if (percent > 0) {
            unit = Units.PERCENT;
            end = percent;
        } else if (named != null) {
            unit = named;
            end = r.end(next);
        } else if (next >= 0 && r.word(next).equals("per") && next + 1 < r.size()
                && r.word(next + 1).equals("cent")) {
            unit = Units.PERCENT;
            end = r.end(next + 1);
        } else if (unit == null && sign(end) > 0) {
            unit = Units.of(r.text().substring(sign(end) - 1, sign(end)));
            end = sign(end);
        }
    }

    /// Where a sign of money after a number ends, 0 when there is none.
    private int sign(int place) {
        int at = r.text().startsWith(" ", place) ? place + 1 : place;
        return at < r.text().length() && "€$£".indexOf(r.text().charAt(at)) >= 0
                && (at + 1 == r.text().length() || !Chunk.digit(r.text().charAt(at + 1))) ? at + 1 : 0;
    }

    private double times(String word) {
        return switch (word) {
            case "thousand" -> 1e3;
            case "million" -> 1e6;
            case "billion" -> 1e9;
            default -> 1;
        };
    }

    /// A month's number; the verb `may` is none.
    private int month(int word) {
        int month = Days.month(r.word(word));
        return month > 0 && Character.isUpperCase(r.text().charAt(r.start(word))) ? month : 0;
    }

    /// A dot with three figures after it, again and again, groups thousands; so does a comma.
    static double value(String number) {
        if (number.length() > LONGEST_NUMBER) {
            return -1;
        }
        if (number.length() <= LONGEST_WHOLE && whole(number)) {
            return Long.parseLong(number);
        }
        int dot = number.indexOf('.');
        boolean dots = dot > 0 && dot <= 3 && number.indexOf(',') < 0;
        for (int at = dot; dots && at >= 0 && at < number.length(); at += 4) {
            int next = number.indexOf('.', at + 1);
            dots = (next < 0 ? number.length() : next) - at == 4;
        }
        var plain = dots
                ? number.replace(".", "")
                : decimalComma(number)
                        ? number.replace(',', '.')
                        : number.replace(",", "");
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean whole(String number) {
        for (int i = 0; i < number.length(); i++) {
            if (!Chunk.digit(number.charAt(i))) {
                return false;
            }
        }
        return !number.isEmpty();
    }

    /// `12,50` is twelve and a half.
    private static boolean decimalComma(String number) {
        int comma = number.indexOf(',');
        return comma > 0 && comma == number.lastIndexOf(',') && number.length() - comma != 4 && number.indexOf('.') < 0;
    }
}
