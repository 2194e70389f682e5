package dev.kintsugi.report.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Numbers as programs read them: to six decimals, so that every machine writes the same. Stateless.
public final class SixDecimals {
    private static final int DECIMALS = 6;

    private SixDecimals() {}

    public static BigDecimal of(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /// The same; null for what has no data.
    public static @Nullable BigDecimal of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : null;
    }

    /// A share that is kept in millionths.
    public static BigDecimal ofPpm(long ppm) { return BigDecimal.valueOf(ppm, DECIMALS); }
}
