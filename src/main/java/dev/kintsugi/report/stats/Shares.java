package dev.kintsugi.report.stats;

import java.util.Locale;

/// How a share is put into words and figures, wherever people read one. Stateless.
///
/// A rate is told with its counts and its Wilson 95 % interval, in whole percents; of 100 and more in tenths, which so many
/// can tell apart. Nothing and all have no decimals: what only rounds to them has. Without data there is no percentage.
public final class Shares {
    /// Follows a number; no line ends between the two.
    public static final String PERCENT = "\u00a0%";
    public static final String NO_DATA = "no data";

    private static final int FINE = 100;

    private Shares() {}

    /// e.g. `12 of 40 (30 %, 18 to 45)`
    public static String rate(Rate rate) { return rate.n() == 0 ? NO_DATA : counts(rate) + " (" + share(rate) + ")"; }

    /// e.g. `30 %, 18 to 45`: for words that tell the counts themselves
    public static String share(Rate rate) { return rate.n() == 0 ? NO_DATA : percent(rate) + ", " + interval(rate); }

    /// e.g. `30 %`
    public static String percent(Rate rate) {
        return rate.n() == 0 ? NO_DATA : number(rate.k() / (double) rate.n(), rate.n()) + PERCENT;
    }

    /// e.g. `12 of 40 (18 to 45)`: what stands below a percentage; empty without data
    public static String below(Rate rate) { return rate.n() == 0 ? "" : counts(rate) + " (" + interval(rate) + ")"; }

    /// A place on a scale, in whole percents, e.g. `30 %`.
    ///
    /// @param share 0 to 1
    public static String whole(double share) { return Math.round(100 * share) + PERCENT; }

    /// The words for who looks for them as they are typed, with plain spaces: a terminal's, a program's.
    public static String typed(String words) { return words.replace(PERCENT, " %"); }

    private static String counts(Rate rate) { return rate.k() + " of " + rate.n(); }

    private static String interval(Rate rate) {
        return number(rate.low(), rate.n()) + " to " + number(rate.high(), rate.n());
    }

    private static String number(double share, int n) {
        var decimals = n < FINE || share == 0 || share == 1 ? 0 : 1;
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
    }
}
