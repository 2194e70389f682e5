package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Fact.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Reads all facts of a text, the most particular first, so that a date is not taken for a sum. For one thread and one
/// text.
final class FactReader {
    /// More than any reply is checked for: what a flood of figures holds beyond it is not read.
    private static final int MOST = 300;
    private static final Set<String> RANGES = Set.of("-", "–", "to", "or", "and", "bis", "à");

    private final Reading r;
    private final List<Fact> facts = new ArrayList<>();

    private FactReader(Reading r) { this.r = r; }

    static List<Fact> read(Reading r, boolean fields) {
        var reader = new FactReader(r);
        var figures = new Figures(r, reader.facts);
        for (var chunks = Chunk.of(r.text(), fields).iterator(); chunks.hasNext() && reader.facts.size() < MOST;) {
            figures.read(chunks.next());
        }
        reader.words();
        if (!fields) {
            Names.read(r, reader.facts);
        }
        return reader.sorted();
    }

    /// Days of the week, and numbers that are written out and have a unit.
    private void words() {
        for (int i = 0; i < r.size() && facts.size() < MOST; i++) {
            var weekday = Days.weekday(r, i);
            var moment = Days.spoken(r, i);
            var number = NumberWords.read(r, i);
            var day = Days.written(r, i);
            if (weekday != null) {
                facts.add(weekday);
            } else if (moment != null) {
                facts.add(moment);
                i += 2;
            } else if (day != null) {
                facts.add(day);
                i = Math.max(i, r.wordAt(day.end()) - 1);
            } else if (number != null) {
                written(i, number.value(), number.next());
                i = number.next() - 1;
            } else if (i + 2 < r.size() && r.word(i + 2).equals("ago")
                    && (r.word(i).equals("a") || r.word(i).equals("an"))) {
                written(i, 1, i + 1);
            } else {
                joined(i);
            }
        }
    }

    /// `three-day`, `two-week`
    private void joined(int i) {
        int hyphen = r.word(i).indexOf('-');
        if (hyphen > 0) {
            int value = NumberWords.value(r.word(i).substring(0, hyphen));
            var unit = Units.of(r.word(i).substring(hyphen + 1));
            if (value >= 0 && unit != null) {
                facts.add(new Amount(value * unit.scale(), value, unit.unit(), unit.currency(), false, r.start(i),
                        r.end(i)));
            }
        }
    }

    private void written(int i, double value, int next) {
        int at = next;
        while (at < r.size() && at < next + 2 && r.sentence(at) == r.sentence(i) && Units.between(r.word(at))) {
            at++;
        }
        var unit = at < r.size() && r.sentence(at) == r.sentence(i) ? Units.of(r.word(at)) : null;
        if (unit != null) {
            facts.add(new Beside(r).amount(value, unit, r.start(i), r.end(at)));
        }
    }

    private List<Fact> sorted() {
        facts.sort(Comparator.comparingInt(Fact::start));
        for (int i = facts.size() - 2; i >= 0; i--) {
            if (facts.get(i) instanceof Amount from && from.unit() == Unit.NONE
                    && facts.get(i + 1) instanceof Amount to && to.unit() != Unit.NONE && range(from, to)) {
                facts.set(i, new Amount(from.said() * to.value() / Math.max(1e-9, to.said()), from.said(), to.unit(),
                        to.currency(), from.rough(), from.start(), from.end()));
            }
        }
        return List.copyOf(facts);
    }

    /// In `3 to 5 days` the three are days as well.
    private boolean range(Amount from, Amount to) {
        return to.said() > 0 && to.start() >= from.end() && to.start() - from.end() <= 5
                && RANGES.contains(r.text().substring(from.end(), to.start()).strip());
    }
}
