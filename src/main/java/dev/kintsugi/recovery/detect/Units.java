package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Currency;
import dev.kintsugi.recovery.detect.Fact.Unit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The units that amounts come in, and how they reckon to one another. Stateless.
final class Units {
    /// A unit as it is written: what it measures and how much of the base it is (hours, months, kilometres, megabytes).
    record Measure(Unit unit, double scale, Currency currency) {
        Measure(Unit unit, double scale) { this(unit, scale, Currency.ANY); }
    }

    private static final Map<String, Measure> BY_WORD = table();
    private static final Set<String> BETWEEN = Set.of("business", "working", "calendar", "full", "rental", "more",
            "additional", "extra", "free", "further", "consecutive", "whole", "us");
    static final Measure PERCENT = new Measure(Unit.PERCENT, 1);
    static final Measure NONE = new Measure(Unit.NONE, 1);

    private Units() {}

    private static Map<String, Measure> table() {
        var all = new HashMap<String, Measure>();
        put(all, new Measure(Unit.MONEY, 1, Currency.DOLLAR), "dollar dollars usd bucks $");
        put(all, new Measure(Unit.MONEY, 1, Currency.EURO), "euro euros eur €");
        put(all, new Measure(Unit.MONEY, 1, Currency.POUND), "pound pounds gbp £");
        put(all, Unit.MONEY, 0.01, "cent cents");
        put(all, Unit.PERCENT, 1, "% percent");
        put(all, Unit.TIME, 1.0 / 60, "minute minutes min mins");
        put(all, Unit.TIME, 1, "hour hours hr hrs h");
        put(all, Unit.TIME, 24, "day days night nights");
        put(all, Unit.TIME, 168, "week weeks");
        put(all, Unit.MONTHS, 1, "month months");
        put(all, Unit.MONTHS, 12, "year years");
        put(all, Unit.DISTANCE, 1, "km kilometer kilometers kilometre kilometres");
        put(all, Unit.DISTANCE, 1.609, "mile miles");
        put(all, Unit.DATA, 0.001, "kb");
        put(all, Unit.DATA, 1, "mb megabyte megabytes");
        put(all, Unit.DATA, 1000, "gb gigabyte gigabytes");
        put(all, Unit.DATA, 1_000_000, "tb terabyte terabytes");
        return Map.copyOf(all);
    }

    private static void put(Map<String, Measure> all, Unit unit, double scale, String words) {
        put(all, new Measure(unit, scale), words);
    }

    private static void put(Map<String, Measure> all, Measure measure, String words) {
        for (var word : words.split(" ")) {
            all.put(word, measure);
        }
    }

    static @Nullable Measure of(String word) { return BY_WORD.get(word); }

    /// Whether a word may stand between a number and its unit.
    static boolean between(String word) { return BETWEEN.contains(word); }
}
