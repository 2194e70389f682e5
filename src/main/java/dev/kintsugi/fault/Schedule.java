package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a fault is due: a rule over the turns of a session, or its time. Immutable. Written as [#text] says and read
/// back by [#parse].
public sealed interface Schedule {
    /// How likely the fault is in this turn: certain, impossible, or by chance. In parts per million.
    ///
    /// @param turn      the turn's number, from 1
    /// @param elapsedMs lab time since the session began
    int ppm(int turn, long elapsedMs);

    /// The rule in words, e.g. `first 3`.
    String text();

    /// Every turn.
    record Always() implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) { return Probability.ONE_PPM; }

        @Override
        public String text() { return "always"; }
    }

    /// The first turns; then it is over.
    record First(int turns) implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) { return certain(turn <= turns); }

        @Override
        public String text() { return "first " + turns; }
    }

    /// Every nth turn: `every 3` is the 3rd, the 6th, the 9th.
    record Every(int nth) implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) { return certain(turn % nth == 0); }

        @Override
        public String text() { return "every " + nth; }
    }

    /// A window of turns, both ends included.
    record Turns(int from, int to) implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) { return certain(turn >= from && turn <= to); }

        @Override
        public String text() { return "turns " + from + "-" + to; }
    }

    /// A window of lab time since the session began, in seconds, the end excluded.
    record Seconds(int from, int to) implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) {
            return certain(elapsedMs >= from * 1_000L && elapsedMs < to * 1_000L);
        }

        @Override
        public String text() { return "seconds " + from + "-" + to; }
    }

    /// A chance that grows or shrinks evenly over the first turns and then stays.
    ///
    /// @param from in parts per million, in the first turn
    /// @param to   likewise, from turn `over` on
    record Ramp(int from, int to, int over) implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) {
            return turn >= over ? to : from + (int) ((long) (to - from) * (turn - 1) / Math.max(1, over - 1));
        }

        @Override
        public String text() { return "ramp " + percent(from) + "-" + percent(to) + " over " + over; }
    }

    /// The same chance in every turn, in parts per million.
    record Chance(int ppm) implements Schedule {
        @Override
        public int ppm(int turn, long elapsedMs) { return ppm; }

        @Override
        public String text() { return "chance " + percent(ppm); }
    }

    /// Reads a rule: `always`, `first N`, `every N`, `turns A-B`, `seconds A-B`, `ramp A%-B% over N` or `chance P%`.
    /// Throws a [Problem] for anything else.
    static Schedule parse(String text) {
        var words = text.strip().toLowerCase(Locale.ROOT);
        var rule = RULE.matcher(words);
        if (words.equals("always")) {
            return new Always();
        }
        if (!rule.matches()) {
            throw wrong(text);
        }
        try {
            return read(rule, text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(text);
        }
    }

    /// The rules in words, each way of writing one.
    Pattern RULE = Pattern.compile("(first|every) (\\d{1,7})|(turns|seconds) (\\d{1,7})-(\\d{1,7})"
            + "|ramp ([\\d.]{1,8}) ?%-([\\d.]{1,8}) ?% over (\\d{1,7})|chance ([\\d.]{1,8}) ?%");

    private static Schedule read(Matcher rule, String text) {
        if (rule.group(1) != null) {
            var n = positive(rule.group(2), text);
            return rule.group(1).equals("first") ? new First(n) : new Every(n);
        }
        if (rule.group(3) != null) {
            var from = Integer.parseInt(rule.group(4));
            var to = Integer.parseInt(rule.group(5));
            if (from > to) {
                throw wrong(text);
            }
            return rule.group(3).equals("turns") ? new Turns(from, to) : new Seconds(from, to);
        }
        return rule.group(6) != null
                ? new Ramp(ppm(rule.group(6), text), ppm(rule.group(7), text), positive(rule.group(8), text))
                : new Chance(ppm(rule.group(9), text));
    }

    private static int positive(String digits, String text) {
        var number = Integer.parseInt(digits);
        if (number < 1) {
            throw wrong(text);
        }
        return number;
    }

    private static int ppm(String percent, String text) {
        var ppm = new BigDecimal(percent).movePointRight(4).intValueExact();
        if (ppm > Probability.ONE_PPM) {
            throw wrong(text);
        }
        return ppm;
    }

    private static String percent(int ppm) {
        return new BigDecimal(ppm).movePointLeft(4).stripTrailingZeros().toPlainString() + "%";
    }

    private static int certain(boolean due) { return due ? Probability.ONE_PPM : 0; }

    private static Problem wrong(String text) {
        return new Problem("The schedule '" + (text.length() > 80 ? text.substring(0, 80) : text) + "' cannot be used",
                "it is no rule we know", "Write one of: always, first 3, every 5, turns 10-20, seconds 30-60,"
                        + " ramp 0%-50% over 100, chance 10%");
    }
}
