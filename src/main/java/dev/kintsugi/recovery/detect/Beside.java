package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Units.Measure;
import java.util.Set;

/// What stands right before and right after a place of a text. Immutable.
record Beside(Reading r) {
    private static final Set<String> ROUGH = Set.of("about", "around", "roughly", "approximately", "approx", "nearly",
            "almost", "some", "circa", "over", "under");

    /// The word right after this place, -1 when something stands between.
    int after(int place) {
        int next = r.wordAt(place);
        return next < r.size() && r.start(next) - place <= 2 && blank(place, r.start(next)) ? next : -1;
    }

    /// The word right before this place, -1 when something stands between.
    int before(int place) {
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
    char half(int place) {
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

    int halfEnd(int place) {
        int at = r.text().indexOf('m', place);
        int upper = r.text().indexOf('M', place);
        return 1 + (at < 0 ? upper : upper < 0 ? at : Math.min(at, upper));
    }

    /// An amount that stands there.
    Amount amount(double said, Measure unit, int start, int end) {
        int before = before(start);
        var rough = before >= 0 && ROUGH.contains(r.word(before));
        return new Amount(said * unit.scale(), said, unit.unit(), unit.currency(), rough, start, end);
    }
}
