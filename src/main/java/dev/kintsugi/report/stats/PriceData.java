package dev.kintsugi.report.stats;

import java.util.LinkedHashMap;
import java.util.Map;

/// Prices as programs read them. Stateless.
public final class PriceData {
    private PriceData() {}

    /// From what it was reckoned, what one more sound turn costs, and the ends of the interval; what has no data is null.
    public static Map<String, Object> of(Price price) {
        var out = new LinkedHashMap<String, Object>();
        out.put("pairs", price.turns());
        out.put("saved", price.saved());
        out.put("cost", SixDecimals.of(price.cost()));
        out.put("each", SixDecimals.of(price.each()));
        out.put("low", SixDecimals.of(price.low()));
        out.put("high", SixDecimals.of(price.high()));
        return out;
    }
}
