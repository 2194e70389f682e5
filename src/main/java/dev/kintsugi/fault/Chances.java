package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.Law;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What many chances come to under a law. Kept in units of 10^-12 and rounded once, at the end. Immutable.
final class Chances {
    private static final long CERTAIN = 1_000_000_000_000L;
    private static final long PPM = Probability.ONE_PPM;

    private final Map<Failure, Integer> adjusted = new HashMap<>();
    private final Map<Failure, Long> effective = new HashMap<>();

    Chances(Law law, List<Adjusted> chances) {
        chances.forEach(c -> adjusted.put(c.mode(), c.ppm()));
        switch (law) {
            case SEQUENTIAL -> sequential(chances);
            case WEIGHTED -> weighted(chances);
        }
    }

    private void sequential(List<Adjusted> chances) {
        var untouched = CERTAIN;
        for (var chance : chances) {
            var share = untouched / PPM * chance.ppm() + untouched % PPM * chance.ppm() / PPM;
            effective.put(chance.mode(), share);
            untouched -= share;
        }
    }

    private void weighted(List<Adjusted> chances) {
        var sum = Math.max(PPM, chances.stream().mapToLong(Adjusted::ppm).sum());
        chances.forEach(c -> effective.put(c.mode(), c.ppm() * CERTAIN / sum));
    }

    Probability adjusted(Failure mode) { return new Probability(adjusted.getOrDefault(mode, 0)); }

    Probability of(Failure mode) { return rounded(effective.getOrDefault(mode, 0L)); }

    Probability any() { return rounded(effective.values().stream().mapToLong(Long::longValue).sum()); }

    private static Probability rounded(long share) {
        return new Probability((int) Math.min(PPM, (share + PPM / 2) / PPM));
    }
}
