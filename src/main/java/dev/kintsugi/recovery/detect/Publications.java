package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Source;
import java.util.List;
import java.util.Set;

/// Reads what is published and named without a word that cites it: a study, a directive, a handbook. Stateless.
///
/// Some such words are verbs and adjectives as well: who acts at once, reports a loss or names the standard plan cites
/// nothing.
final class Publications {
    private static final Set<String> AMBIGUOUS = Set.of("act", "report", "study", "studies", "research", "code",
            "standard", "manual", "paper", "article", "journal");
    private static final Set<String> DETERMINERS = Set
            .of(("a an the this that these those its our their his her my your one any each every another no some several "
                    + "many new recent latest").split(" "));
    private static final int BACK = 3;

    private Publications() {}

    static void read(Reading r, List<Fact> facts) {
        for (int i = 0; i < r.size(); i++) {
            if (r.known(i).published() && !r.has(Mark.CITES, r.sentence(i)) && noun(r, i)) {
                facts.add(new Source(r.text().substring(r.start(i), r.end(i)), r.start(i), r.end(i)));
            }
        }
    }

    private static boolean noun(Reading r, int i) {
        return !AMBIGUOUS.contains(r.word(i)) || Names.capital(r, i) && !Names.opens(r, i)
                || determined(r, i) && !describes(r, i);
    }

    /// `a 2019 study`, `its spring report`
    private static boolean determined(Reading r, int i) {
        for (int before = i - 1; before >= Math.max(0, i - BACK) && r.sentence(before) == r.sentence(i); before--) {
            if (DETERMINERS.contains(r.word(before))) {
                return true;
            }
        }
        return false;
    }

    /// `study room`, `standard delivery`
    private static boolean describes(Reading r, int i) {
        return i + 1 < r.size() && r.start(i + 1) - r.end(i) == 1 && r.text().charAt(r.end(i)) == ' '
                && r.known(i + 1).telling();
    }
}
