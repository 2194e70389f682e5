package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import java.math.BigDecimal;
import java.time.Duration;

/// Numbers as a person types them. Stateless.
final class Typed {
    private static final int MOST_TRIES = 20;
    private static final int LONGEST_S = 600;
    private static final int PPM_DIGITS = 4;

    private Typed() {}

    /// A chance in percent. Throws a [Problem] for anything else.
    static Probability percent(String name, String text) {
        var ppm = number(text).movePointRight(PPM_DIGITS);
        if (ppm.signum() < 0 || ppm.compareTo(BigDecimal.valueOf(Probability.ONE_PPM)) > 0) {
            throw wrong(name, text, "it is a chance from 0 to 100 percent", "Type 10, say");
        }
        return new Probability(ppm.intValue());
    }

    /// How often something is done again. Throws a [Problem] for anything but a whole number that makes sense.
    static int limit(String name, String text) {
        var often = number(text);
        if (often.signum() < 0 || often.compareTo(BigDecimal.valueOf(MOST_TRIES)) > 0
                || often.stripTrailingZeros().scale() > 0) {
            throw wrong(name, text, "it is a whole number from 0 to " + MOST_TRIES, "Type 1, say");
        }
        return often.intValue();
    }

    /// Seconds. Throws a [Problem] for anything that nobody can wait for.
    static Duration seconds(String name, String text) {
        var millis = number(text).movePointRight(3);
        if (millis.compareTo(BigDecimal.ONE) < 0 || millis.compareTo(BigDecimal.valueOf(LONGEST_S * 1000L)) > 0) {
            throw wrong(name, text, "it is a time from 0.001 to " + LONGEST_S + " seconds", "Type 5, say");
        }
        return Duration.ofMillis(millis.longValue());
    }

    /// Less than nothing when it is none: no range begins there.
    private static BigDecimal number(String text) {
        var plain = text.strip().replaceAll("[ \u00a0%]", "").replace(',', '.');
        return plain.matches("\\d{1,9}(\\.\\d{1,9})?") ? new BigDecimal(plain) : BigDecimal.ONE.negate();
    }

    private static Problem wrong(String name, String text, String why, String todo) {
        return new Problem(name + (text.isBlank() ? " is missing" : " cannot be “" + text.strip() + "”"), why, todo);
    }
}
