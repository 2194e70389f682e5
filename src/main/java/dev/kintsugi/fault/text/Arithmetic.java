package dev.kintsugi.fault.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Adds up two numbers of a text, wrongly and with confidence. Stateless.
public final class Arithmetic {
    private static final Pattern AMOUNT = Pattern.compile(
            "(?<![\\w.,/:-])[$€£]?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,7}(?:\\.\\d{1,2})?)(?![\\w/:%-]|[.,]\\d)");
    private static final List<String> FRAMES = List.of("Since %s and %s make %s, that is the figure to go by.",
            "%s plus %s comes to %s, so you can plan with that.",
            "Taking %s and %s together gives %s, which settles it.");

    private Arithmetic() {}

    /// A sentence with the wrong sum of the first two numbers; empty when the text has fewer than two.
    public static String wrong(String text, Dice dice) {
        var keep = Protected.of(text);
        var found = AMOUNT.matcher(text);
        var numbers = new ArrayList<String>();
        while (found.find() && numbers.size() < 2) {
            if (!keep.touches(found.start(), found.end())) {
                numbers.add(found.group());
            }
        }
        return numbers.size() < 2 ? "" : sentence(numbers.get(0), numbers.get(1), dice);
    }

    private static String sentence(String a, String b, Dice dice) {
        var sum = value(a).add(value(b));
        var off = sum.multiply(BigDecimal.valueOf(20 + dice.below("sum", 50))).movePointLeft(2).setScale(sum.scale(),
                RoundingMode.UP);
        var sign = Character.isDigit(a.charAt(0)) ? "" : a.substring(0, 1);
        var wrong = sign + sum.add(off).toPlainString();
        return dice.pick("frame", FRAMES).formatted(a, b, wrong);
    }

    private static BigDecimal value(String number) { return new BigDecimal(number.replaceAll("[^\\d.]", "")); }
}
