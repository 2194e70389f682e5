package dev.kintsugi.fault.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Adds up two numbers of a text, wrongly and with confidence. Stateless.
public final class Arithmetic {
    private static final Pattern AMOUNT = Pattern.compile(
            "(?<![\\w.,/:-])[$€£]?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,7}(?:\\.\\d{1,2})?)(?![\\w/:%-]|[.,]\\d)");
    private static final List<String> FRAMES = List.of("Since %s and %s make %s, that is the figure to go by.",
            "%s plus %s comes to %s, so you can plan with that.",
            "Taking %s and %s together gives %s, which settles it.");

    private Arithmetic() {}

    /// A sentence with the wrong sum of the first two numbers of one currency, or of none; empty when there are no
    /// two. Dates, years and parts of identifiers are not added up.
    public static String wrong(String text, Dice dice) {
        var numbers = numbers(text);
        for (int i = 1; i < numbers.size(); i++) {
            if (sign(numbers.get(i - 1)).equals(sign(numbers.get(i)))) {
                return sentence(numbers.get(i - 1), numbers.get(i), dice);
            }
        }
        return "";
    }

    private static List<String> numbers(String text) {
        var keep = Protected.of(text);
        var dates = Shape.DATE.pattern().matcher(text).results().toList();
        return AMOUNT.matcher(text).results().filter(n -> !keep.touches(n.start(), n.end()))
                .filter(n -> dates.stream().noneMatch(d -> d.start() < n.end() && n.start() < d.end()))
                .map(MatchResult::group).filter(n -> !n.matches("(?:19|20)\\d\\d")).toList();
    }

    private static String sign(String number) {
        return Character.isDigit(number.charAt(0)) ? "" : number.substring(0, 1);
    }

    private static String sentence(String a, String b, Dice dice) {
        var sum = value(a).add(value(b));
        var off = sum.multiply(BigDecimal.valueOf(20 + dice.below("sum", 50))).movePointLeft(2).setScale(sum.scale(),
                RoundingMode.UP);
        var wrong = sign(a) + sum.add(off).toPlainString();
        return dice.pick("frame", FRAMES).formatted(a, b, wrong);
    }

    private static BigDecimal value(String number) { return new BigDecimal(number.replaceAll("[^\\d.]", "")); }
}
