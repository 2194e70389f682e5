package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Amount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Checks sums that a text reckons out in words or signs: `320 plus 160 comes to 480`. Stateless.
final class Sums {
    private static final Set<String> PLUS = Set.of("+", "plus", "and", "added to", "together with");
    private static final Set<String> MINUS = Set.of("-", "−", "–", "minus", "less");
    private static final Set<String> TIMES = Set.of("×", "x", "*", "·", "times", "multiplied by");
    private static final Set<String> OVER = Set.of("÷", "divided by");
    private static final Set<String> SIGNS = Set.of("+", "-", "−", "–", "×", "x", "*", "·", "÷");
    private static final Set<String> EQUALS = Set.of("=", "make", "makes", "is", "are", "comes to", "come to", "gives",
            "give", "equals", "equal", "together gives", "together give", "together make", "adds up to", "add up to",
            "totals", "that makes", "which makes", "is equal to");
    /// Plain words such as `5 and 6 are` prove nothing; a word that reckons does.
    private static final Set<String> RECKONS = Set.of("make", "makes", "comes to", "come to", "gives", "give", "equals",
            "together gives", "together give", "together make", "adds up to", "add up to", "that makes", "which makes");
    private static final double ROUNDED = 0.006;
    private static final int FAR = 24;

    /// A sum that is wrong.
    record Wrong(int start, int end, String right) {}

    private Sums() {}

    static Optional<Wrong> wrong(Evidence reply) {
        var amounts = new ArrayList<Amount>(reply.facts().size());
        for (var fact : reply.facts()) {
            if (fact instanceof Amount amount) {
                amounts.add(amount);
            }
        }
        for (int i = 0; i + 2 < amounts.size(); i++) {
            var wrong = wrong(reply.reading().text(), amounts, i);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<Wrong> wrong(String text, List<Amount> amounts, int i) {
        var a = amounts.get(i);
        var b = amounts.get(i + 1);
        var c = amounts.get(i + 2);
        var equals = between(text, b, c);
        if (!EQUALS.contains(equals)) {
            return Optional.empty();
        }
        var sign = between(text, a, b);
        if (sign.equals("and") && !RECKONS.contains(equals) || c.rough()
                || goesOn(text, a, c)) {
            return Optional.empty();
        }
        boolean times = TIMES.contains(sign) || OVER.contains(sign);
        boolean same = a.unit() == b.unit() && b.unit() == c.unit();
        boolean plain = a.unit() == b.unit() && a.unit() == Fact.Unit.NONE;
        if (!times && !same && !plain && !SIGNS.contains(sign)) {
            return Optional.empty();
        }
        double right = times || !same ? reckoned(sign, a.said(), b.said()) : reckoned(sign, a.value(), b.value());
        double said = times || !same ? c.said() : c.value();
        return Double.isNaN(right) || near(right, said, c.said())
                ? Optional.empty()
                : Optional.of(new Wrong(a.start(), c.end(), plain(said == 0 ? right : right * c.said() / said)));
    }

    private static double reckoned(String sign, double a, double b) {
        return PLUS.contains(sign)
                ? a + b
                : MINUS.contains(sign)
                        ? a - b
                        : TIMES.contains(sign) ? a * b : OVER.contains(sign) && b != 0 ? a / b : Double.NaN;
    }

    /// In `2 + 3 × 4 = 14` the last two figures tell nothing.
    private static boolean goesOn(String text, Amount first, Amount last) {
        return operator(text, first.start() - 1, -1) || operator(text, last.end(), 1);
    }

    private static boolean operator(String text, int from, int step) {
        int at = from;
        while (at >= 0 && at < text.length() && " $€£(".indexOf(text.charAt(at)) >= 0) {
            at += step;
        }
        return at >= 0 && at < text.length() && "+-−×*÷/^=%x".indexOf(text.charAt(at)) >= 0;
    }

    private static String between(String text, Amount a, Amount b) {
        return b.start() < a.end() || b.start() - a.end() > FAR
                ? ""
                : text.substring(a.end(), b.start()).strip().toLowerCase(Locale.ROOT).replace(",", "");
    }

    private static boolean near(double right, double said, double written) {
        double scale = written == 0 ? 1 : said / written;
        return Math.abs(right - said) <= Math.max(ROUNDED * Math.abs(right), 0.5001 * unit(written) * scale);
    }

    /// One in the last place that was written.
    private static double unit(double said) {
        return Math.pow(10, -Math.max(0, BigDecimal.valueOf(said).stripTrailingZeros().scale()));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(Math.round(value * 100) / 100.0).stripTrailingZeros().toPlainString();
    }
}
