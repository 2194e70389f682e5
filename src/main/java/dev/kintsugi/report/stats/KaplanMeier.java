package dev.kintsugi.report.stats;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The product-limit estimate of a time to restore (Kaplan and Meier 1958, "Nonparametric estimation from incomplete
/// observations"): turns that were never restored count as censored, they are not left out. Stateless.
public final class KaplanMeier {
    private static final Comparator<RestoreTime> IN_TIME = Comparator.comparingLong(RestoreTime::ms)
            .thenComparing(t -> !t.restored());

    private KaplanMeier() {}

    /// The earliest time, in milliseconds, by which half are restored; empty when it is not reached or without data.
    public static OptionalLong median(List<RestoreTime> times) {
        var survival = 1.0;
        var atRisk = times.size();
        for (var time : times.stream().sorted(IN_TIME).toList()) {
            if (time.restored()) {
                survival *= (atRisk - 1.0) / atRisk;
                if (survival <= 0.5) {
                    return OptionalLong.of(time.ms());
                }
            }
            atRisk--;
        }
        return OptionalLong.empty();
    }

    /// The restricted mean: how long restoring takes on average within the horizon, in milliseconds, those that took
    /// longer or were never restored counted with the whole horizon (Irwin 1949). Empty without data.
    ///
    /// @param horizon milliseconds, at least 1
    public static OptionalDouble restrictedMean(List<RestoreTime> times, long horizon) {
        if (times.isEmpty()) {
            return OptionalDouble.empty();
        }
        var survival = 1.0;
        var area = 0.0;
        long from = 0;
        var atRisk = times.size();
        for (var time : times.stream().sorted(IN_TIME).toList()) {
            var until = Math.min(time.ms(), horizon);
            if (time.restored() && time.ms() <= horizon) {
                area += survival * (until - from);
                from = until;
                survival *= (atRisk - 1.0) / atRisk;
            }
            atRisk--;
        }
        return OptionalDouble.of(area + survival * (horizon - from));
    }
}
