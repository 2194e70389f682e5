package dev.kintsugi.report.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Rates as programs read them. Stateless.
public final class RateData {
    private RateData() {}

    /// Counts, share and the ends of the interval; what has no data is null.
    public static Map<String, Object> of(Rate rate) {
        var out = new LinkedHashMap<String, Object>();
        out.put("k", rate.k());
        out.put("n", rate.n());
        out.put("value", SixDecimals.of(rate.value()));
        out.put("low", SixDecimals.of(known(rate, rate.low())));
        out.put("high", SixDecimals.of(known(rate, rate.high())));
        return out;
    }

    private static OptionalDouble known(Rate rate, double end) {
        return rate.n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(end);
    }
}
