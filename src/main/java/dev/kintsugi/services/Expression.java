package dev.kintsugi.services;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Works out arithmetic: `+ - * / % ^`, also as `× ÷ − **`, brackets, signs, `sqrt`, `abs`, `min`, `max`, `pi` and `e`. It
/// reads the text itself and runs nothing. Throws a [Refusal] for what it cannot read and `ArithmeticException` for what has
/// no value. For one text and one thread.
final class Expression {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 50;
    private static final int MOST_DIGITS = 100;
    private static final Fraction PI = Fraction.decimal(new BigDecimal("3.141592653589793238462643383279503"));
    private static final Fraction E = Fraction.decimal(new BigDecimal("2.718281828459045235360287471352662"));

    private final String text;
    private int at;
    private int depth;

    private Expression(String text) { this.text = text; }

    static Fraction value(String text) throws Refusal {
        if (text.length() > LONGEST) {
            throw Refusal.bad("Error: The expression is longer than " + LONGEST + " characters");
        }
        var expression = new Expression(text.replace("**", "^").replace('×', '*').replace('÷', '/').replace('−', '-'));
        var value = expression.sum();
        if (expression.peek() != 0) {
            throw expression.unexpected();
        }
        return value;
    }

    private Fraction sum() throws Refusal {
        var value = product();
        while (true) {
            if (takes('+')) {
                value = value.plus(product());
            } else if (takes('-')) {
                value = value.minus(product());
            } else {
                return value;
            }
        }
    }

    private Fraction product() throws Refusal {
        var value = signed();
        while (true) {
            if (takes('*')) {
                value = value.times(signed());
            } else if (takes('/')) {
                value = value.by(signed());
            } else if (takes('%')) {
                value = value.rest(signed());
            } else {
                return value;
            }
        }
    }

    /// A sign binds less than a power: -2^2 is -4.
    private Fraction signed() throws Refusal {
        deeper();
        try {
            return takes('-') ? signed().negated() : takes('+') ? signed() : power();
        } finally {
            depth--;
        }
    }

    private Fraction power() throws Refusal {
        var base = atom();
        return takes('^') ? base.to(signed()) : base;
    }

    private Fraction atom() throws Refusal {
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

    private Fraction number() throws Refusal {
        var from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        var digits = text.substring(from, at);
        if (digits.length() > MOST_DIGITS || !digits.matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+")) {
            at = from;
            throw unexpected();
        }
        return Fraction.decimal(new BigDecimal(digits));
    }

    private Fraction named() throws Refusal {
        var from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        var name = text.substring(from, at).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "pi" -> PI;
            case "e" -> E;
            case "sqrt" -> arguments(name, 1, 1).getFirst().root();
            case "abs" -> absolute(arguments(name, 1, 1).getFirst());
            case "min" -> arguments(name, 1, 20).stream().reduce((a, b) -> less(a, b) ? a : b).orElseThrow();
            case "max" -> arguments(name, 1, 20).stream().reduce((a, b) -> less(a, b) ? b : a).orElseThrow();
            default -> throw Refusal.bad("Error: Undefined symbol " + name);
        };
    }

    private List<Fraction> arguments(String name, int least, int most) throws Refusal {
        expect('(');
        var all = new ArrayList<Fraction>();
        do {
            all.add(sum());
        } while (takes(',') && all.size() <= most);
        expect(')');
        if (all.size() < least || all.size() > most) {
            throw Refusal.bad("Error: " + name + " takes " + (most == 1 ? "one value" : "up to " + most + " values"));
        }
        return all;
    }

    private static Fraction absolute(Fraction value) { return value.of().signum() < 0 ? value.negated() : value; }

    private static boolean less(Fraction one, Fraction other) { return one.minus(other).of().signum() < 0; }

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
