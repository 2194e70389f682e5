package dev.kintsugi.domain;

/// A chance between 0 and 1, kept as whole parts per million so that every machine computes the same. Immutable.
public record Probability(int ppm) implements Comparable<Probability> {
    /// Parts that make certainty.
    public static final int ONE_PPM = 1_000_000;
    public static final Probability ZERO = new Probability(0);
    public static final Probability ONE = new Probability(ONE_PPM);

    public Probability {
        if (ppm < 0 || ppm > ONE_PPM) {
            throw new IllegalArgumentException("a probability is 0 to 1000000 parts per million, was " + ppm);
        }
    }

    /// This chance times a factor given in parts per million, clamped to certainty.
    public Probability times(int factorPpm) {
        return new Probability((int) Math.min(ONE_PPM, (long) ppm * factorPpm / ONE_PPM));
    }

    public double value() { return ppm / (double) ONE_PPM; }

    @Override
    public int compareTo(Probability other) { return Integer.compare(ppm, other.ppm); }
}
