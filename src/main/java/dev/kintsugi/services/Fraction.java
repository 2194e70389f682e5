package dev.kintsugi.services;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// An exact number: a third times three is one. Immutable. Throws `ArithmeticException` for what is no number, and for
/// numbers that would take too much memory.
///
/// @param over positive, and without a common divisor with `of`
record Fraction(BigInteger of, BigInteger over) {
    private static final int LARGEST_BITS = 8_192;
    private static final int LARGEST_POWER = 4_096;
    private static final int DIGITS = 34;

    static Fraction whole(long number) { return new Fraction(BigInteger.valueOf(number), BigInteger.ONE); }

    static Fraction decimal(BigDecimal number) {
        return number.scale() > 0
                ? reduced(number.unscaledValue(), BigInteger.TEN.pow(number.scale()))
                : reduced(number.toBigIntegerExact(), BigInteger.ONE);
    }

    private static Fraction reduced(BigInteger of, BigInteger over) {
        if (over.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        if (of.bitLength() > LARGEST_BITS || over.bitLength() > LARGEST_BITS) {
            throw new ArithmeticException("The number is too large");
        }
        var common = of.gcd(over).multiply(BigInteger.valueOf(over.signum()));
        return new Fraction(of.divide(common), over.divide(common));
    }

    Fraction plus(Fraction other) {
        return reduced(of.multiply(other.over).add(other.of.multiply(over)), over.multiply(other.over));
    }

    Fraction minus(Fraction other) { return plus(other.negated()); }

    Fraction negated() { return new Fraction(of.negate(), over); }

    Fraction times(Fraction other) { return reduced(of.multiply(other.of), over.multiply(other.over)); }

    Fraction by(Fraction other) { return reduced(of.multiply(other.over), over.multiply(other.of)); }

    /// What is left of this divided by the other, with the sign of the other.
    Fraction rest(Fraction other) {
        var times = by(other);
        return minus(other.times(new Fraction(floor(times), BigInteger.ONE)));
    }

    private static BigInteger floor(Fraction number) {
        var parts = number.of.divideAndRemainder(number.over);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /// To a whole power.
    Fraction to(Fraction power) {
        if (!power.over.equals(BigInteger.ONE)) {
            throw new ArithmeticException("The power must be a whole number");
        }
        if (power.of.abs().compareTo(BigInteger.valueOf(LARGEST_POWER)) > 0
                || (long) Math.max(of.bitLength(), over.bitLength()) * power.of.abs().intValue() > 2L * LARGEST_BITS) {
            throw new ArithmeticException("The number is too large");
        }
        var times = power.of.abs().intValue();
        return power.of.signum() >= 0
                ? reduced(of.pow(times), over.pow(times))
                : reduced(over.pow(times), of.pow(times));
    }

    /// Exact where there is an exact one, else to 34 digits.
    Fraction root() {
        if (of.signum() < 0) {
            throw new ArithmeticException("There is no real root of a negative number");
        }
        var up = of.sqrtAndRemainder();
        var down = over.sqrtAndRemainder();
        return up[1].signum() == 0 && down[1].signum() == 0
                ? reduced(up[0], down[0])
                : decimal(new BigDecimal(of).divide(new BigDecimal(over), new MathContext(2 * DIGITS))
                        .sqrt(new MathContext(DIGITS)));
    }

    /// As a decimal: every digit where it ends, else 34 of them.
    String text() {
        var up = new BigDecimal(of);
        var down = new BigDecimal(over);
        var rest = over.shiftRight(over.getLowestSetBit());
        while (rest.mod(BigInteger.valueOf(5)).signum() == 0) {
            rest = rest.divide(BigInteger.valueOf(5));
        }
        var value = rest.equals(BigInteger.ONE) ? up.divide(down) : up.divide(down, new MathContext(DIGITS));
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
