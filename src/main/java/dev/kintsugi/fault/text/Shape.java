package dev.kintsugi.fault.text;

import dev.kintsugi.domain.truth.Change.Kind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The kinds of value that a text can hold, in the order in which they are looked for. Each knows another value of
/// its own shape; an equal one says that there is none.
enum Shape {
    IDENTIFIER(Kind.POLICY, "(?=[A-Z0-9-]*\\d)[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*(?![\\w-]*[a-z])") {
        @Override
        String other(String value, Dice dice) { return Digits.otherId(value, value, dice); }
    },
    DATE(Kind.DATE,
            "\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}|(?:" + months() + ") \\d{1,2}(?:,? \\d{4})?(?!\\d)"
                    + "|\\d{1,2} (?:" + months() + ")(?: \\d{4})?") {
        @Override
        String other(String value, Dice dice) { return Dates.other(value, value, dice).orElse(value); }
    },
    WEEKDAY(Kind.DATE, String.join("|", Dates.DAYS)) {
        @Override
        String other(String value, Dice dice) { return dice.pickOther(value, Dates.DAYS, value); }
    },
    TIME(Kind.DATE, "(?:[01]?\\d|2[0-3]):[0-5]\\d") {
        @Override
        String other(String value, Dice dice) { return hour(value, dice); }
    },
    PHONE(Kind.NUMBER, "\\+?\\d{1,4}(?:[- ]\\d{2,5}){2,4}") {
        @Override
        String other(String value, Dice dice) { return Digits.otherId(value, value, dice); }
    },
    PERCENT(Kind.NUMBER, "\\d{1,3}(?:\\.\\d+)?(?= ?(?:%|percent))") {
        @Override
        String other(String value, Dice dice) {
            return value.startsWith("100")
                    ? Integer.toString(55 + dice.below(value, 40))
                    : Digits.other(value, value, dice);
        }
    },
    YEAR(Kind.DATE, "(?:19|20)\\d\\d(?![\\d,]|\\.\\d)") {
        @Override
        String other(String value, Dice dice) {
            var years = (1 + dice.below(value, 4)) * (dice.chance(value + ".past", 500_000) ? -1 : 1);
            return Integer.toString(Integer.parseInt(value) + years);
        }
    },
    NUMBER(Kind.NUMBER, "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d+(?:\\.\\d+)*(?!\\d)(?!st\\b|nd\\b|rd\\b|th\\b)") {
        @Override
        String other(String value, Dice dice) { return value.equals("1") ? value : Digits.other(value, value, dice); }
    },
    COUNT(Kind.NUMBER, "(?i:two|three|four|five|six|seven|eight|nine|ten|twelve)") {
        @Override
        String other(String value, Dice dice) { return Casing.like(value, dice.pickOther(value, COUNTS, value)); }
    };

    private static final List<String> COUNTS = List.of("two", "three", "four", "five", "six", "seven", "eight", "nine",
            "ten", "twelve");
    /// How many hours a false time is away at most.
    private static final int NEAR = 3;
    private static final List<Shape> WORDS = List.of(IDENTIFIER, DATE, WEEKDAY, COUNT);
    private static final List<Shape> FIGURES = List.of(DATE, TIME, PHONE, PERCENT, YEAR, NUMBER);
    private static final Beginnings DAYS = new Beginnings(Dates.DAYS);
    private static final Beginnings MONTHS = new Beginnings(Dates.MONTHS);
    private static final Beginnings COUNTED = new Beginnings(COUNTS);

    private final Kind kind;
    private final Pattern pattern;

    Shape(Kind kind, String regex) {
        this.kind = kind;
        this.pattern = Pattern.compile("(?:" + regex + ")(?![A-Za-z0-9])");
    }

    Kind kind() { return kind; }

    Pattern pattern() { return pattern; }

    abstract String other(String value, Dice dice);

    /// The shapes whose values can begin with this character, in order.
    static List<Shape> beginningWith(char c) { return Character.isLetter(c) ? WORDS : FIGURES; }

    /// Whether a value of this shape can begin here, judged by a few characters: asking that first is far cheaper
    /// than the pattern, and nearly always enough.
    boolean mayBegin(String text, int at) {
        var c = text.charAt(at);
        var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (this) {
            case IDENTIFIER -> Character.isUpperCase(c) && Character.isUpperCase(next);
            case WEEKDAY -> DAYS.may(text, at);
            case DATE -> Character.isDigit(c) || MONTHS.may(text, at);
            case COUNT -> COUNTED.may(text, at);
            case PHONE -> Character.isDigit(c) || c == '+';
            case TIME -> Character.isDigit(c) && (next == ':' || Character.isDigit(next));
            case PERCENT, YEAR, NUMBER -> Character.isDigit(c);
        };
    }

    /// Another hour that one could believe: a few away, and day stays day.
    private static String hour(String time, Dice dice) {
        var colon = time.indexOf(':');
        var hour = Integer.parseInt(time.substring(0, colon));
        var others = IntStream.range(Math.max(0, hour - NEAR), Math.min(24, hour + NEAR + 1))
                .filter(h -> h != hour && day(h) == day(hour)).boxed().toList();
        var other = dice.pick(time, others);
        return (colon == 2 && other < 10 ? "0" : "") + other + time.substring(colon);
    }

    private static boolean day(int hour) { return hour >= 8 && hour <= 18; }

    private static String months() { return String.join("|", Dates.MONTHS); }
}
