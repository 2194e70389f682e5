package dev.kintsugi.report.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rates as programs read them. Stateless.
public final class RateData {
    private static final int DECIMALS = 6;

    private RateData() {}

    /// Counts, share and the ends of the interval, to six decimals; what has no data is null.
    public static Map<String, Object> of(Rate rate) {
        var data = rate.n() > 0;
        var out = new LinkedHashMap<String, Object>();
        out.put("k", rate.k());
        out.put("n", rate.n());
        out.put("value", data ? number(rate.k() / (double) rate.n()) : null);
        out.put("low", data ? number(rate.low()) : null);
        out.put("high", data ? number(rate.high()) : null);
        return out;
    }

    private static BigDecimal number(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
