package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Fact.Reference;
import dev.kintsugi.recovery.detect.Fact.Reference.Kind;
import dev.kintsugi.recovery.detect.Units.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what is written in figures: references, telephone numbers, dates, times and amounts. For one thread and one
/// text, chunk after chunk.
final class Figures {
    private static final Set<String> PARTS = Set.of("section", "sections", "paragraph", "paragraphs", "article",
            "articles", "clause", "clauses", "page", "pages", "chapter", "chapters", "appendix", "annex");
    private static final Set<String> COUNTERS = Set.of("step", "option", "point", "example", "figure", "version",
            "level", "part", "phase", "line", "table", "question", "day", "week", "tip", "method", "chapter", "python",
            "java", "windows", "no", "type", "grade", "stage", "round", "appendix", "http", "error", "port");
    private static final Set<String> ROUGH = Set.of("about", "around", "roughly", "approximately", "approx", "nearly",
            "almost", "some", "circa", "over", "under");
    private static final int PHONE = 7;
    private static final int LONGEST_NUMBER = 15;

    private final Reading r;
    private final List<Fact> facts;
    private int taken;

    Figures(Reading r, List<Fact> facts) {
        this.r = r;
        this.facts = facts;
    }

    void read(Chunk c) {
        if (c.start() < taken || item(c)) {
            return;
        }
        var address = Addresses.address(c);
        if (address != null) {
            add(address);
        } else if (!c.digits()) {
            paragraph(c);
        } else if (!paragraph(c) && !date(c) && !phone(c)) {
            var code = Addresses.code(c);
            if (code != null) {
                add(code);
            } else {
                figure(c, 0);
            }
        }
    }

    private void add(Fact fact) {
        facts.add(fact);
        taken = Math.max(taken, fact.end());
    }

    /// `1.` or `2)` at the beginning of a line numbers it.
    private boolean item(Chunk c) {
        if (c.length() > 2 || !c.digits(0, c.length()) || c.end() >= r.text().length()
                || ".)".indexOf(r.text().charAt(c.end())) < 0) {
            return false;
        }
        int at = c.start() - 1;
        while (at >= 0 && " \t*_#>(".indexOf(r.text().charAt(at)) >= 0) {
            at--;
        }
        return at < 0 || r.text().charAt(at) == '\n';
    }

    private boolean paragraph(Chunk c) {
        int sign = c.text().lastIndexOf('§');
        int before = before(c.start());
        if (sign < 0 && (before < 0 || !PARTS.contains(r.word(before)))) {
            return false;
        }
        int from = sign + 1;
        int to = from;
        while (to < c.length() && (Chunk.digit(c.at(to)) || c.at(to) == '.' || Character.isLetter(c.at(to)))) {
            to++;
        }
        if (to > from) {
            add(new Reference(Kind.PARAGRAPH, c.text().substring(from, to).toUpperCase(Locale.ROOT),
                    before < 0 ? c.start() : r.start(before), c.end()));
        }
        return to > from;
    }

    private boolean date(Chunk c) {
        var day = Days.day(c);
        if (day == null) {
            return false;
        }
        add(day);
        if (c.length() > 15 && c.at(10) == 'T') {
            var moment = Days.moment(c, 11, (char) 0);
            if (moment != null) {
                add(moment);
            }
        }
        return true;
    }

    /// Groups of figures with a blank or a hyphen between them, seven figures at least.
    private boolean phone(Chunk c) {
        int digits = 0;
        int groups = 1;
        int at = c.start();
        int end = at;
        var text = r.text();
        while (at < text.length() && digits <= LONGEST_NUMBER) {
            char now = text.charAt(at);
            boolean part = Chunk.digit(now) || now == '+' && at == c.start() || now == '(' || now == ')';
            boolean gap = (now == ' ' || now == '-' || now == '/') && at + 1 < text.length()
                    && (Chunk.digit(text.charAt(at + 1)) || text.charAt(at + 1) == '(');
            if (!part && !gap) {
                break;
            }
            digits += Chunk.digit(now) ? 1 : 0;
            groups += gap ? 1 : 0;
            end = Chunk.digit(now) ? at + 1 : end;
            at++;
        }
        boolean clean = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end))
                && "%:".indexOf(text.charAt(end)) < 0
                && !(end + 1 < text.length() && ".,".indexOf(text.charAt(end)) >= 0
                        && Chunk.digit(text.charAt(end + 1)));
        if (!clean || digits < PHONE || digits > LONGEST_NUMBER || groups < 2 && c.at(0) != '+' || years(c, groups)) {
            return false;
        }
        add(new Reference(Kind.PHONE, bare(text, c.start(), end), c.start(), end));
        return true;
    }

    private static boolean years(Chunk c, int groups) {
        return groups == 2 && c.length() == 9 && Days.year(c.text().substring(0, 4)) > 0;
    }

    private static String bare(String text, int from, int to) {
        var digits = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (Chunk.digit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    /// A number, a time or an ordinal, and after a hyphen the end of a range.
    private void figure(Chunk c, int from) {
        int at = from;
        Measure currency = null;
        while (at < c.length() && !Chunk.digit(c.at(at))) {
            var sign = Units.of(String.valueOf(c.at(at)));
            if (Character.isLetter(c.at(at)) || c.at(at) == '/') {
                return;
            }
            currency = sign == null ? currency : sign;
            at++;
        }
        if (at == c.length()) {
            return;
        }
        char half = half(c.end());
        var moment = Days.moment(c, at, half);
        if (moment != null && (half == 0 || c.text().indexOf('-', at) < 0)) {
            add(half == 0
                    ? moment
                    : new Fact.Moment(moment.minute(), moment.start(), halfEnd(c.end())));
            int next = Math.max(c.text().indexOf('-', at), c.text().indexOf('–', at));
            if (next > 0) {
                figure(c, next + 1);
            }
            return;
        }
        number(c, from, at, currency);
    }

    private void number(Chunk c, int from, int at, @Nullable Measure currency) {
        int to = at;
        while (to < c.length() && (Chunk.digit(c.at(to))
                || (c.at(to) == ',' || c.at(to) == '.') && to + 1 < c.length() && Chunk.digit(c.at(to + 1)))) {
            to++;
        }
        int letters = to;
        while (letters < c.length() && (Character.isLetter(c.at(letters)) || "%€$£".indexOf(c.at(letters)) >= 0)) {
            letters++;
        }
        var suffix = c.text().substring(to, letters).toLowerCase(Locale.ROOT);
        double value = value(c.text().substring(at, to));
        if (value < 0) {
            return;
        }
        boolean last = letters == c.length() || letters == c.length() - 1 && c.at(letters) == '+';
        if (last) {
            new Figure(c.start() + from, c.start() + letters, value, currency, suffix, at == from && to - at == 4)
                    .add();
        } else if (c.at(letters) == '-' || c.at(letters) == '–') {
            hyphened(c, from, letters, value, currency == null ? Units.of(suffix) : currency, suffix);
        }
    }

    private void hyphened(Chunk c, int from, int hyphen, double value, @Nullable Measure unit, String suffix) {
        char next = c.at(hyphen + 1 < c.length() ? hyphen + 1 : hyphen);
        if (Character.isLetter(next)) {
            var named = Units.of(c.text().substring(c.text().lastIndexOf('-') + 1).toLowerCase(Locale.ROOT));
            amount(value, named == null ? Units.NONE : named, c.start() + from, c.end());
        } else if (suffix.isEmpty() || unit != null) {
            amount(value, unit == null ? Units.NONE : unit, c.start() + from, c.start() + hyphen);
            figure(c, hyphen + 1);
        }
    }

    private void amount(double said, Measure unit, int start, int end) {
        int before = before(start);
        var rough = before >= 0 && ROUGH.contains(r.word(before));
        add(new Amount(said * unit.scale(), said, unit.unit(), rough, start, end));
    }

    /// A dot with three figures after it, again and again, groups thousands; so does a comma.
    private static double value(String number) {
        if (number.length() > LONGEST_NUMBER + 5) {
            return -1;
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

    /// `12,50` is twelve and a half.
    private static boolean decimalComma(String number) {
        int comma = number.indexOf(',');
        return comma > 0 && comma == number.lastIndexOf(',') && number.length() - comma != 4 && number.indexOf('.') < 0;
    }

    /// The word right after this place, -1 when something stands between.
    private int after(int place) {
        int next = r.wordAt(place);
        return next < r.size() && r.start(next) - place <= 2 && blank(place, r.start(next)) ? next : -1;
    }

    /// The word right before this place, -1 when something stands between.
    private int before(int place) {
        int previous = r.wordAt(place) - 1;
        if (previous >= 0 && r.end(previous) > place) {
            previous--;
        }
        return previous >= 0 && place - r.end(previous) <= 3 && near(r.end(previous), place) ? previous : -1;
    }

    private boolean blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (r.text().charAt(i) != ' ' && r.text().charAt(i) != '\u00a0') {
                return false;
            }
        }
        return true;
    }

    /// Before a number, marks that set it off may stand as well.
    private boolean near(int from, int to) {
        for (int i = from; i < to; i++) {
            if (" \u00a0*_`$€£.#:".indexOf(r.text().charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// `a` before `am` or `a.m.`, `p` before `pm`, nothing otherwise.
    private char half(int place) {
        int at = place;
        while (at < r.text().length() && at < place + 2 && " \u00a0".indexOf(r.text().charAt(at)) >= 0) {
            at++;
        }
        return halfAt(at);
    }

    private char halfAt(int at) {
        var text = r.text();
        if (at >= text.length()) {
            return 0;
        }
        char half = Character.toLowerCase(text.charAt(at));
        int m = at + 1 < text.length() && text.charAt(at + 1) == '.' ? at + 2 : at + 1;
        return (half == 'a' || half == 'p') && m < text.length() && Character.toLowerCase(text.charAt(m)) == 'm'
                && (m + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(m + 1))) ? half : 0;
    }

    private int halfEnd(int place) {
        int at = r.text().indexOf('m', place);
        int upper = r.text().indexOf('M', place);
        return 1 + (at < 0 ? upper : upper < 0 ? at : Math.min(at, upper));
    }

    /// A number with what follows it and what goes before.
    private final class Figure {
        private final int start;
        private final String suffix;
        private final boolean four;
        private int end;
        private double value;
        private @Nullable Measure unit;

        Figure(int start, int end, double value, @Nullable Measure currency, String suffix, boolean four) {
            this.start = start;
            this.end = end;
            this.value = value;
            this.unit = currency;
            this.suffix = suffix;
            this.four = four;
        }

        void add() {
            if (suffix.equals("am") || suffix.equals("pm")) {
                moment(suffix.charAt(0), end);
            } else if (half(end) != 0 && suffix.isEmpty() && unit == null) {
                moment(half(end), halfEnd(end));
            } else if (!dated() && known()) {
                int before = before(start);
                if (before < 0 || unit != null || value > 99 || !COUNTERS.contains(r.word(before))) {
                    var code = before < 0 || unit != null ? null : Units.of(r.word(before));
                    var measure = unit != null
                            ? unit
                            : code != null && code.unit() == Fact.Unit.MONEY ? code : Units.NONE;
                    amount(value, measure, start, end);
                }
            }
        }

        private void moment(char half, int to) {
            var whole = (int) value;
            var moment = Days.moment(whole, (int) Math.round((value - whole) * 100), half, start, to);
            if (moment != null) {
                Figures.this.add(moment);
            }
        }

        /// `14 November 2024`, `November 14, 2024`, `14th of November`, `March 2024`
        private boolean dated() {
            boolean ordinal = suffix.equals("st") || suffix.equals("nd") || suffix.equals("rd") || suffix.equals("th");
            if (unit != null || value != Math.rint(value) || !suffix.isEmpty() && !ordinal) {
                return false;
            }
            int next = after(end);
            int month = next >= 0 && r.word(next).equals("of") && next + 1 < r.size() ? next + 1 : next;
            if (month >= 0 && value <= 31 && month(month) > 0) {
                return day(month(month), start, r.end(month), year(r.end(month)));
            }
            int previous = before(start);
            if (previous >= 0 && month(previous) > 0) {
                return four
                        ? Figures.this
                                .dayAdded(Days.day((int) value, month(previous), 0, false, r.start(previous), end))
                        : value <= 31 && day(month(previous), r.start(previous), end, year(end));
            }
            return ordinal;
        }

        private boolean day(int month, int from, int to, int year) {
            int stop = year > 0 ? r.end(year) : to;
            return dayAdded(Days.day(year > 0 ? Days.year(r.word(year)) : 0, month, (int) value, false, from, stop));
        }

        /// The word of a year that follows, with or without a comma; 0 when there is none.
        private int year(int place) {
            int from = place < r.text().length() && (r.text().charAt(place) == ',' || r.text().charAt(place) == '.')
                    ? place + 1
                    : place;
            int next = after(from);
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
            int next = after(end);
            if (next >= 0 && times(r.word(next)) > 1) {
                value *= times(r.word(next));
                end = r.end(next);
                next = after(end);
            }
            follow(next);
            return true;
        }

        private void follow(int word) {
            int next = word;
            for (int i = 0; i < 2 && next >= 0 && Units.between(r.word(next)); i++) {
                next = after(r.end(next));
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
                unit = Units.MONEY;
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
    }

    private boolean dayAdded(Fact.@Nullable Day day) {
        if (day != null) {
            add(day);
        }
        return day != null;
    }
}
