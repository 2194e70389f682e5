package dev.kintsugi.agent.tools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Dollars as people write them: `$1,200` and `$12.50`. Stateless.
final class Money {
    private Money() {}

    /// Throws `NumberFormatException` for what is no amount.
    static BigDecimal parse(String text) { return new BigDecimal(text.strip().replaceAll("^\\$|,(?=\\d{3})", "")); }

    static String words(BigDecimal amount) {
        var whole = amount.stripTrailingZeros().scale() <= 0;
        var format = new DecimalFormat(whole ? "$#,##0" : "$#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(amount.setScale(2, RoundingMode.HALF_EVEN));
    }
}
