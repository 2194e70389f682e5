package dev.kintsugi.recovery.detect;

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
    private static final int LONGEST_FIGURE = 60;

    private final Reading r;
    private final Beside beside;
    private final List<Fact> facts;
    private int taken;

    Figures(Reading r, List<Fact> facts) {
        this.r = r;
        this.beside = new Beside(r);
        this.facts = facts;
    }

    void read(Chunk c) {
        if (c.start() < taken || item(c)) {
            return;
        }
        var address = Addresses.address(c);
        if (address != null) {
            add(address);
        } else if (c.length() > LONGEST_FIGURE) {
            taken = c.end();
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
        int before = beside.before(c.start());
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

    private boolean phone(Chunk c) {
        var phone = Phones.phone(r.text(), c);
        if (phone != null) {
            add(phone);
        }
        return phone != null;
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
        char half = beside.half(c.end());
        var moment = Days.moment(c, at, half);
        if (moment != null && (half == 0 || c.text().indexOf('-', at) < 0)) {
            add(half == 0
                    ? moment
                    : new Fact.Moment(moment.minute(), moment.start(), beside.halfEnd(c.end())));
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
        double value = Figure.value(c.text().substring(at, to));
        if (value < 0) {
            return;
        }
        boolean last = letters == c.length() || letters == c.length() - 1 && c.at(letters) == '+';
        if (last) {
            var fact = new Figure(beside, c.start() + from, c.start() + letters, value, currency, suffix,
                    at == from && to - at == 4).read();
            if (fact != null) {
                add(fact);
            }
        } else if (c.at(letters) == '-' || c.at(letters) == '–') {
            hyphened(c, from, letters, value, currency == null ? Units.of(suffix) : currency, suffix);
        }
    }

    private void hyphened(Chunk c, int from, int hyphen, double value, @Nullable Measure unit, String suffix) {
        char next = c.at(hyphen + 1 < c.length() ? hyphen + 1 : hyphen);
        if (Character.isLetter(next)) {
            var named = Units.of(c.text().substring(c.text().lastIndexOf('-') + 1).toLowerCase(Locale.ROOT));
            add(beside.amount(value, named == null ? Units.NONE : named, c.start() + from, c.end()));
        } else if (suffix.isEmpty() || unit != null) {
            add(beside.amount(value, unit == null ? Units.NONE : unit, c.start() + from, c.start() + hyphen));
            figure(c, hyphen + 1);
        }
    }
}
