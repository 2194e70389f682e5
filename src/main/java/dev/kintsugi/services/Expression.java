package dev.kintsugi.services;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Works out arithmetic: `+ - * / % ^`, also as `× ÷ − **`, brackets, signs, `sqrt`, `abs`, `min`, `max`, `pi` and `e`. It
/// reads the text itself and runs nothing. It counts in 40 decimal digits and tells 34, so that a third times three is one.
/// Throws a [Refusal] for what it cannot read and `ArithmeticException` for what has no value. For one text and one thread.
final class Expression {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 50;
    private static final int MOST_DIGITS = 100;
    private static final int LARGEST_POWER = 100_000;
    private static final int LARGEST_EXPONENT = 1_000;
    private static final MathContext EXACT = new MathContext(40);
    private static final MathContext TOLD = new MathContext(34);
    private static final BigDecimal PI = new BigDecimal("3.1415926535897932384626433832795028841972");
    private static final BigDecimal E = new BigDecimal("2.7182818284590452353602874713526624977572");

    private final String text;
    private int at;
    private int depth;

    private Expression(String text) { this.text = text; }

    /// The value as people write it: plain, or with an exponent when it has more digits than are known.
    static String value(String text) throws Refusal {
        if (text.length() > LONGEST) {
            throw Refusal.bad("Error: The expression is longer than " + LONGEST + " characters");
        }
        var expression = new Expression(text.replace("**", "^").replace('×', '*').replace('÷', '/').replace('−', '-'));
        var value = expression.sum();
        if (expression.peek() != 0) {
            throw expression.unexpected();
        }
        var told = value.round(TOLD).stripTrailingZeros();
        return told.precision() - told.scale() > TOLD.getPrecision() ? told.toString() : told.toPlainString();
    }

    private static BigDecimal fit(BigDecimal value) {
        if (value.signum() != 0 && Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT) {
            throw new ArithmeticException("The number is too large or too small");
        }
        return value;
    }

    private BigDecimal sum() throws Refusal {
        var value = product();
        while (true) {
            if (takes('+')) {
                value = fit(value.add(product(), EXACT));
            } else if (takes('-')) {
                value = fit(value.subtract(product(), EXACT));
            } else {
                return value;
            }
        }
    }

    private BigDecimal product() throws Refusal {
        var value = signed();
        while (true) {
            if (takes('*')) {
                value = fit(value.multiply(signed(), EXACT));
            } else if (takes('/')) {
                value = quotient(value, signed());
            } else if (takes('%')) {
                value = rest(value, signed());
            } else {
                return value;
            }
        }
    }

    /// A sign binds less than a power: -2^2 is -4.
    private BigDecimal signed() throws Refusal {
        deeper();
        try {
            return takes('-') ? signed().negate() : takes('+') ? signed() : power();
        } finally {
            depth--;
        }
    }

    private BigDecimal power() throws Refusal {
        var base = atom();
        return takes('^') ? power(base, signed()) : base;
    }

    private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        if (exponent.stripTrailingZeros().scale() > 0) {
            throw new ArithmeticException("The power must be a whole number");
        }
        if (exponent.abs().compareTo(BigDecimal.valueOf(LARGEST_POWER)) > 0) {
            throw new ArithmeticException("The number is too large or too small");
        }
        return exponent.signum() < 0
                ? quotient(BigDecimal.ONE, base.pow(-exponent.intValue(), EXACT))
                : fit(base.pow(exponent.intValue(), EXACT));
    }

    private static BigDecimal quotient(BigDecimal of, BigDecimal by) {
        if (by.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        return fit(of.divide(by, EXACT));
    }

    /// What is left of one divided by the other, with the sign of the other.
    private static BigDecimal rest(BigDecimal of, BigDecimal by) {
        if (by.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        var rest = of.remainder(by);
        return rest.signum() * by.signum() < 0 ? rest.add(by) : rest;
    }

    private static BigDecimal root(BigDecimal of) {
        if (of.signum() < 0) {
            throw new ArithmeticException("There is no real root of a negative number");
        }
        return of.sqrt(EXACT);
    }

    private BigDecimal atom() throws Refusal {
        var next = peek();
        if (takes('(')) {
            var value = sum();
            expect(')');
            return value;
        }
        if (next >= '0' && next <= '9' || next == '.') {
            return number();
        }
        if (Character.isLetter(next)) {
            return named();
        }
        throw unexpected();
    }

    private BigDecimal number() throws Refusal {
        var from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        var digits = text.substring(from, at);
        if (digits.length() > MOST_DIGITS || !digits.matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+")) {
            at = from;
            throw unexpected();
        }
        return new BigDecimal(digits, EXACT);
    }

    private BigDecimal named() throws Refusal {
        var from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        var name = text.substring(from, at).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "pi" -> PI;
            case "e" -> E;
            case "sqrt" -> root(arguments(name, 1, 1).getFirst());
            case "abs" -> arguments(name, 1, 1).getFirst().abs();
            case "min" -> arguments(name, 1, 20).stream().reduce(BigDecimal::min).orElseThrow();
            case "max" -> arguments(name, 1, 20).stream().reduce(BigDecimal::max).orElseThrow();
            default -> throw Refusal.bad("Error: Undefined symbol " + name);
        };
    }

    private List<BigDecimal> arguments(String name, int least, int most) throws Refusal {
        expect('(');
        var all = new ArrayList<BigDecimal>();
        do {
            all.add(sum());
        } while (takes(',') && all.size() <= most);
        expect(')');
        if (all.size() < least || all.size() > most) {
            throw Refusal.bad("Error: " + name + " takes " + (most == 1 ? "one value" : "up to " + most + " values"));
        }
        return all;
    }

    private void deeper() throws Refusal {
        if (++depth > DEEPEST) {
            throw Refusal.bad("Error: The expression is nested deeper than " + DEEPEST + " levels");
        }
    }

    /// The next sign; 0 at the end.
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean takes(char sign) {
        if (peek() == sign) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char sign) throws Refusal {
        if (!takes(sign)) {
            throw Refusal.bad("SyntaxError: '" + sign + "' expected (char " + (at + 1) + ")");
        }
    }

    private Refusal unexpected() {
        return Refusal.bad(peek() == 0
                ? "SyntaxError: Unexpected end of expression (char " + (at + 1) + ")"
                : "SyntaxError: Unexpected part \"" + peek() + "\" (char " + (at + 1) + ")");
    }
}
