package dev.kintsugi.domain.chance;

import dev.kintsugi.domain.Probability;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Seeded chance as a pure function: the same seed and place give the same number on any machine. Immutable.
///
/// The place is folded into 64 bits by the SplitMix64 finalizer (Steele, Lea and Flood 2014, "Fast splittable
/// pseudorandom number generators"), one step a field; the purpose enters as its FNV-1a hash over UTF-16 units.
/// The test vectors in `DrawsTest` are part of this contract.
public record Draws(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /// 64 random bits.
    public long bits(DrawKey key) {
        var h = mix(seed + GOLDEN);
        h = mix(h ^ key.session() + GOLDEN);
        h = mix(h ^ ((long) key.turn() << 32 | key.attempt() & 0xFFFFFFFFL) + GOLDEN);
        return mix(h ^ fnv(key.purpose()));
    }

    /// A number in 0..999999, each equally likely to within 1 in 10^13.
    public int ppm(DrawKey key) { return below(key, Probability.ONE_PPM); }

    /// A number in 0..bound-1. Throws `IllegalArgumentException` unless the bound is positive.
    public int below(DrawKey key, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a bound is positive, was " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(bits(key), bound);
    }

    /// The numbers in 0..bound-1 at the attempts of one place, the same as [#below] gives them: for who draws very many.
    /// Throws `IllegalArgumentException` unless the bound is positive.
    public IntUnaryOperator along(long session, int turn, String purpose, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a bound is positive, was " + bound);
        }
        var before = mix(mix(seed + GOLDEN) ^ session + GOLDEN);
        var why = fnv(purpose);
        return attempt -> (int) Math.unsignedMultiplyHigh(
                mix(mix(before ^ ((long) turn << 32 | attempt & 0xFFFFFFFFL) + GOLDEN) ^ why), bound);
    }

    /// One of the choices. Throws `IllegalArgumentException` when there are none.
    public <T> T pick(DrawKey key, List<T> choices) { return choices.get(below(key, choices.size())); }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private static long fnv(String text) {
        var h = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001B3L;
        }
        return h;
    }
}
