package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Evidence.Backing;
import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Fact.Day;
import dev.kintsugi.recovery.detect.Fact.Moment;
import dev.kintsugi.recovery.detect.Fact.Name;
import dev.kintsugi.recovery.detect.Fact.Reference;
import dev.kintsugi.recovery.detect.Fact.Source;
import dev.kintsugi.recovery.detect.Fact.Unit;
import dev.kintsugi.recovery.detect.Fact.Weekday;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Whether evidence says what a claim says, give or take the way of writing it. Stateless.
final class Support {
    private static final int SMALL = 10;
    private static final double ROUGHLY = 0.05;
    private static final double EXACTLY = 1e-6;
    /// A year has 8766 hours.
    private static final double HOURS_OF_A_MONTH = 730.5;
    private static final double ROUGH_MONTHS = 0.1;
    private static final int CONFLICT = 3;
    private static final int CLOSER = 2;
    private static final double ALIKE = 0.8;
    private static final Set<String> PUBLISHED = Set
            .of(("study studies survey report research journal article paper statistics whitepaper guideline guidelines "
                    + "directive regulation magazine university institute ruling court law act code standard handbook "
                    + "manual bulletin encyclopedia").split(" "));
    private static final Set<Unit> LOOSE = Set.of(Unit.NONE);

    private Support() {}

    static boolean direct(Fact claim, Case facts) {
        return switch (claim) {
            case Reference reference -> reference(reference, facts);
            case Day day -> day(day, facts);
            case Moment moment -> moment(moment, facts);
            case Weekday weekday -> weekday(weekday, facts);
            case Amount amount -> harmless(amount) || amount(amount, facts);
            case Name name -> name(name, facts);
            case Source source -> source(source, facts);
        };
    }

    private static boolean reference(Reference claim, Case facts) {
        return switch (claim.kind()) {
            case CODE, ADDRESS -> facts.mentions(claim.key());
            case PHONE, PARAGRAPH -> facts.any(Reference.class, claim,
                    r -> r.kind() == claim.kind() && r.key().equals(claim.key()));
        };
    }

    private static boolean day(Day claim, Case facts) {
        return facts.any(Day.class, claim, d -> same(claim, d)) || Reckoning.dates(claim, facts);
    }

    private static boolean moment(Moment claim, Case facts) {
        return facts.any(Moment.class, claim, m -> m.minute() % 720 == claim.minute() % 720)
                || Reckoning.moments(claim, facts);
    }

    static boolean same(Day a, Day b) {
        var years = a.year() == 0 || b.year() == 0 || a.year() == b.year();
        var straight = (a.month() == b.month() || a.month() == 0 || b.month() == 0)
                && (a.day() == b.day() || a.day() == 0 || b.day() == 0);
        var crossed = (a.either() || b.either()) && a.month() == b.day() && a.day() == b.month();
        return years && (straight || crossed);
    }

    private static boolean weekday(Weekday claim, Case facts) {
        var said = facts.facts(Weekday.class, claim).map(Weekday::day).distinct().toList();
        return said.contains(claim.day())
                || said.size() >= 2 && claim.day().getValue() <= 5 && said.stream().anyMatch(d -> d.getValue() == 1)
                        && said.stream().anyMatch(d -> d.getValue() >= 5)
                || Reckoning.weekday(claim.day(), facts);
    }

    /// Counting a few things, or numbering them, is no claim to be checked.
    private static boolean harmless(Amount claim) {
        return claim.unit() == Unit.NONE && claim.said() <= SMALL && claim.said() == Math.rint(claim.said());
    }

    private static boolean amount(Amount claim, Case facts) {
        var matter = facts.matter(claim);
        int near = closest(claim, matter, facts.near(Amount.class), 1);
        if (near > 0) {
            return true;
        }
        int known = closest(claim, matter, facts.known(Amount.class), Integer.MAX_VALUE);
        if (near < 0 && known <= 0) {
            return year(claim, facts) || hour(claim, facts) || within(claim, facts);
        }
        return claim.unit() == Unit.NONE || !contradicted(claim, Math.max(near, known), facts);
    }

    /// How much the facts that say the same have in common with the claim at most, counted up to `enough`; -1 when none
    /// says the same.
    private static int closest(Amount claim, Case.Matter matter, List<Backing> facts, int enough) {
        int shared = -1;
        for (int i = facts.size() - 1; i >= 0 && shared < enough; i--) {
            if (equal(claim, (Amount) facts.get(i).fact())) {
                shared = Math.max(shared, matter.shared(facts.get(i)));
            }
        }
        return shared;
    }

    /// Whether knowledge says the same as the claim's sentence in nearly the same words, but with another figure that the
    /// reply nowhere names. Such a figure was swapped: who reckons names what is reckoned with, or says more.
    static boolean swapped(Amount claim, List<Fact> claims, Case facts) {
        var words = facts.sentence(claim).words();
        if (words.size() <= CONFLICT) {
            return false;
        }
        var others = facts.known(Amount.class).stream().filter(b -> words.shared(b.context()) >= ALIKE * words.size())
                .map(b -> (Amount) b.fact()).filter(a -> a.unit() == claim.unit()).mapToDouble(Amount::value).distinct()
                .toArray();
        return others.length == 1 && others[0] != claim.value()
                && claims.stream().noneMatch(c -> c instanceof Amount a && a.value() == others[0]);
    }

    /// The figure exists, but in another matter, while evidence on this matter says another figure.
    private static boolean contradicted(Amount claim, int best, Case facts) {
        int closer = Math.max(CONFLICT, best + CLOSER);
        return closer(claim, closer, facts, facts.near(Amount.class))
                || closer(claim, closer, facts, facts.known(Amount.class));
    }

    private static boolean closer(Amount claim, int least, Case facts, List<Backing> backings) {
        var matter = facts.matter(claim);
        for (var backing : backings) {
            var other = (Amount) backing.fact();
            if (other.unit() == claim.unit() && matter.mayShare(least, backing) && matter.shared(backing) >= least
                    && !equal(claim, other) && facts.answers(claim, backing)) {
                return true;
            }
        }
        return false;
    }

    /// "About three" is fair where evidence says "two to four".
    private static boolean within(Amount claim, Case facts) {
        var same = facts.backings(Amount.class, claim).stream().filter(b -> ((Amount) b.fact()).unit() == claim.unit())
                .toList();
        return claim.rough() && claim.unit() != Unit.NONE && same.stream().anyMatch(low -> same.stream()
                .anyMatch(
                        high -> low.sentence().equals(high.sentence()) && ((Amount) low.fact()).value() <= claim.value()
                                && claim.value() <= ((Amount) high.fact()).value()));
    }

    /// In `9-13` the hours of a day stand without their minutes.
    private static boolean hour(Amount claim, Case facts) {
        return claim.unit() == Unit.NONE
                && facts.any(Moment.class, claim, m -> m.minute() % 720 == claim.said() * 60 % 720);
    }

    private static boolean year(Amount claim, Case facts) {
        return claim.unit() == Unit.NONE
                && (facts.any(Day.class, claim, d -> d.year() == claim.said())
                        || facts.today().getYear() == claim.said());
    }

    static boolean equal(Amount claim, Amount evidence) {
        if (claim.rough() && claim.unit() == Unit.MONTHS && evidence.unit() == Unit.TIME) {
            return Math.abs(claim.value() * HOURS_OF_A_MONTH - evidence.value()) <= evidence.value() * ROUGH_MONTHS;
        }
        var loose = LOOSE.contains(claim.unit()) || LOOSE.contains(evidence.unit());
        if (!loose && claim.unit() != evidence.unit() || !claim.currency().fits(evidence.currency())) {
            return false;
        }
        return loose
                ? near(claim.said(), evidence.said(), claim.rough() || evidence.rough())
                : near(claim.value(), evidence.value(), claim.rough() || evidence.rough());
    }

    static boolean near(double a, double b, boolean rough) {
        var tolerance = Math.abs(b) * (rough ? ROUGHLY : EXACTLY);
        return Math.abs(a - b) <= tolerance || b != Math.rint(b) && a == Math.rint(b);
    }

    private static boolean name(Name claim, Case facts) { return known(claim.words(), 2, false, facts); }

    private static boolean source(Source claim, Case facts) {
        return Words.of(claim.words()).stream().allMatch(w -> !publication(w) || facts.knowsWord(w))
                && known(claim.words(), 3, true, facts);
    }

    /// Whether this word names something that is published.
    static boolean publication(String word) { return PUBLISHED.contains(word); }

    /// Whether a claim cites something that is published, rather than the user or the agent's own house.
    static boolean published(Source claim) { return Words.of(claim.words()).stream().anyMatch(Support::publication); }

    private static boolean known(String words, int shortest, boolean capitals, Case facts) {
        int from = 0;
        while (from < words.length()) {
            int to = from;
            while (to < words.length() && words.charAt(to) != ' ' && words.charAt(to) != '-') {
                to++;
            }
            if (to > from && (!capitals || Character.isUpperCase(words.charAt(from)))) {
                var word = bare(words.substring(from, to));
                if (word.length() >= shortest && !Names.harmless(word) && !facts.knowsWord(word)) {
                    return false;
                }
            }
            from = to + 1;
        }
        return true;
    }

    private static String bare(String word) {
        var small = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        var own = small.endsWith("'s") ? small.substring(0, small.length() - 2) : small;
        return own.codePoints().allMatch(Character::isLetterOrDigit)
                ? own
                : own.codePoints().filter(Character::isLetterOrDigit)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
