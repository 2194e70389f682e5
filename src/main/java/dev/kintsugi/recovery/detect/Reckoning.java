package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Fact.Day;
import dev.kintsugi.recovery.detect.Fact.Moment;
import dev.kintsugi.recovery.detect.Fact.Unit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What follows from evidence by simple reckoning: eight days at 40 are 320, and the day after the 14th is the 15th.
/// Stateless.
final class Reckoning {
    private static final int HOURS = 24;
    private static final int MOST = 40;
    private static final List<Integer> PARTS = List.of(7, 12);

    private Reckoning() {}

    /// A figure to reckon with; the sentence tells where knowledge says it, and is empty for what the conversation or
    /// the reply itself established.
    private record Operand(Amount amount, String sentence) {
        Operand(Evidence.Backing b) { this((Amount) b.fact(), b.near() ? "" : b.sentence()); }

        boolean given() { return sentence.isEmpty(); }

        boolean goesWith(Operand other) { return given() || other.given() || sentence.equals(other.sentence); }

        Unit unit() { return amount.unit(); }

        double said() { return amount.said(); }

        /// Days for a length of time, however it was said.
        double count() { return unit() == Unit.TIME ? amount.value() / HOURS : said(); }
    }

    /// Whether two supported figures give this one, or the time between two dates does.
    static boolean follows(Amount claim, List<Amount> supported, Case facts) {
        var operands = operands(claim, supported, facts);
        for (var a : operands) {
            if (rest(claim, a)) {
                return true;
            }
            for (var b : operands) {
                if (a != b && gives(claim, a, b)) {
                    return true;
                }
            }
        }
        return claim.unit() == Unit.TIME && between(claim, facts);
    }

    /// What the reply established first, then what is nearest to it: each figure once.
    private static List<Operand> operands(Amount claim, List<Amount> supported, Case facts) {
        var seen = new HashSet<Double>();
        var operands = new ArrayList<Operand>(MOST);
        supported.forEach(a -> add(new Operand(a, ""), seen, operands));
        facts.backings(Amount.class, claim).forEach(b -> add(new Operand(b), seen, operands));
        return operands;
    }

    private static void add(Operand operand, Set<Double> seen, List<Operand> operands) {
        if (operands.size() < MOST && seen.add(operand.said() * 31 + operand.unit().ordinal()
                + (operand.given() ? 0 : operand.sentence().hashCode()))) {
            operands.add(operand);
        }
    }

    private static boolean gives(Amount claim, Operand a, Operand b) {
        return claim.currency().fits(a.amount().currency()) && claim.currency().fits(b.amount().currency())
                && (sum(claim, a, b) || product(claim, a, b) || share(claim, a, b) || part(claim, a, b))
                && a.goesWith(b);
    }

    /// Lengths of time and shares that knowledge states are rules, and rules are not added up.
    private static boolean sum(Amount claim, Operand a, Operand b) {
        var adds = a.unit() == Unit.MONEY || a.unit() == Unit.NONE || a.unit() == Unit.DATA || a.given() && b.given();
        // what is left of a time limit is what the conversation says has passed, taken off it
        return (adds || b.given()) && a.unit() == b.unit() && fits(claim.unit(), a.unit())
                && (adds && equal(claim.value(), a.amount().value() + b.amount().value(), claim)
                        || equal(claim.value(), a.amount().value() - b.amount().value(), claim));
    }

    /// A number of days, or of things, times a price.
    private static boolean product(Amount claim, Operand a, Operand b) {
        var price = b.unit() == Unit.MONEY || b.unit() == Unit.NONE;
        return a.given() && counts(a) && price && b.said() > 1 && fits(claim.unit(), Unit.MONEY)
                && (equal(claim.said(), a.said() * b.said(), claim)
                        || equal(claim.said(), a.count() * b.said(), claim));
    }

    private static boolean counts(Operand a) {
        return a.said() > 1 && (a.unit() == Unit.TIME || a.unit() == Unit.NONE || a.unit() == Unit.MONTHS);
    }

    private static boolean share(Amount claim, Operand a, Operand b) {
        return a.unit() == Unit.PERCENT && b.unit() == Unit.MONEY && fits(claim.unit(), Unit.MONEY)
                && (equal(claim.said(), a.said() * b.said() / 100, claim)
                        || equal(claim.said(), b.said() * (100 - a.said()) / 100, claim));
    }

    /// What is left of the whole.
    private static boolean rest(Amount claim, Operand a) {
        return claim.unit() == Unit.PERCENT && a.unit() == Unit.PERCENT
                && equal(claim.said(), 100 - a.said(), claim);
    }

    /// A price for each of several things, or of a year for each month and of a week for each day.
    private static boolean part(Amount claim, Operand a, Operand b) {
        return a.unit() == Unit.MONEY && claim.unit() == Unit.MONEY && claim.said() > 0
                && (b.given() && counts(b) && equal(claim.said(), a.said() / b.said(), claim)
                        || PARTS.stream().anyMatch(n -> claim.said() * n == a.said()));
    }

    private static boolean fits(Unit claimed, Unit given) { return claimed == given || claimed == Unit.NONE; }

    private static boolean equal(double claimed, double reckoned, Amount claim) {
        return reckoned > 0 && Support.near(claimed, reckoned, claim.rough());
    }

    /// Whether one of these lengths of time, not known itself, and a known price give the other: an example reckoned
    /// through, such as two weeks at 40 a day.
    static List<Amount> examples(List<Fact> open, Case facts) {
        var amounts = open.stream().filter(Amount.class::isInstance).map(Amount.class::cast).toList();
        return amounts.stream().filter(time -> time.unit() == Unit.TIME && time.value() % HOURS == 0)
                .filter(time -> amounts.stream().filter(cost -> cost.unit() == Unit.MONEY)
                        .anyMatch(cost -> facts.facts(Amount.class, cost).filter(price -> price.unit() == Unit.MONEY)
                                .anyMatch(price -> cost.said() == price.said() * time.value() / HOURS)))
                .toList();
    }

    private static boolean between(Amount claim, Case facts) {
        var dates = dates(facts, claim);
        return dates.stream().anyMatch(a -> dates.stream()
                .anyMatch(b -> Math.abs(ChronoUnit.DAYS.between(a, b)) * HOURS == claim.value()));
    }

    /// Whether a date is a stated number of days after a known one, or before today, or yesterday or tomorrow.
    static boolean dates(Day claim, Case facts) {
        var spans = facts.facts(Amount.class, claim).filter(a -> a.unit() == Unit.TIME && a.value() % HOURS == 0)
                .map(a -> (long) a.value() / HOURS).distinct().limit(40).toList();
        return dates(facts, claim).stream()
                .anyMatch(d -> is(claim, d) || spans.stream().anyMatch(n -> is(claim, d.plusDays(n))))
                || spans.stream().anyMatch(n -> is(claim, facts.today().minusDays(n)))
                || is(claim, facts.today().plusDays(1)) || is(claim, facts.today().minusDays(1));
    }

    /// Whether a time of day is a stated number of hours or minutes before or after one that the conversation is about: the
    /// times that knowledge states are rules, and rules are not added up.
    static boolean moments(Moment claim, Case facts) {
        if (facts.near(Moment.class).isEmpty()) {
            return false;
        }
        var spans = facts.facts(Amount.class, claim).filter(a -> a.unit() == Unit.TIME && a.value() < HOURS)
                .map(a -> Math.round(a.value() * 60)).distinct().limit(MOST).toList();
        return facts.near(Moment.class).stream().map(b -> (Moment) b.fact())
                .anyMatch(m -> spans.stream().anyMatch(n -> Math.abs(claim.minute() - m.minute()) == n));
    }

    static boolean weekday(DayOfWeek day, Case facts) {
        return Stream
                .concat(facts.facts(Day.class, new Fact.Weekday(day, 0, 0))
                        .flatMap(d -> date(d, facts.today()).stream()),
                        Stream.of(facts.today(), facts.today().plusDays(1), facts.today().minusDays(1)))
                .anyMatch(d -> d.getDayOfWeek() == day);
    }

    private static boolean is(Day claim, LocalDate date) {
        return Support.same(claim, new Day(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), false, 0, 0));
    }

    private static List<LocalDate> dates(Case facts, Fact claim) {
        var known = new ArrayList<>(facts.facts(Day.class, claim).flatMap(d -> date(d, facts.today()).stream())
                .distinct().limit(20).toList());
        known.add(facts.today());
        return known;
    }

    private static Optional<LocalDate> date(Day day, LocalDate today) {
        try {
            return day.day() == 0
                    ? Optional.empty()
                    : Optional.of(LocalDate.of(day.year() == 0 ? today.getYear() : day.year(), day.month(), day.day()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
