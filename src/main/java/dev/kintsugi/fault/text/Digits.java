package dev.kintsugi.fault.text;

/// Changes digits and leaves everything around them: grouping, decimals, letters, length. Stateless.
final class Digits {
    private Digits() {}

    /// Another amount or count of the same shape: its leading digit, or for a long one its second, becomes another.
    static String other(String value, String purpose, Dice dice) {
        var first = digit(value, 0);
        var second = digit(value, first + 1);
        var significant = second < value.length() && value.charAt(second) != '0'
                && value.chars().filter(Character::isDigit).count() > 2;
        var at = significant && dice.chance(purpose + ".second", 500_000) ? second : first;
        return replaced(value, at, purpose, dice, at == first);
    }

    /// Another number of the same form: two digits of its last group of digits become others, or its only one.
    static String otherId(String value, String purpose, Dice dice) {
        var end = value.length();
        while (end > 0 && !Character.isDigit(value.charAt(end - 1))) {
            end--;
        }
        var changed = replaced(value, end - 1, purpose + ".last", dice, false);
        return end > 1 && Character.isDigit(value.charAt(end - 2))
                ? replaced(changed, end - 2, purpose + ".tens", dice, false)
                : changed;
    }

    private static String replaced(String value, int at, String purpose, Dice dice, boolean leading) {
        var old = value.charAt(at) - '0';
        var least = leading ? 1 : 0;
        var drawn = least + dice.below(purpose, 9 - least + (old >= least ? 0 : 1));
        var digit = old >= least && drawn >= old ? drawn + 1 : drawn;
        return value.substring(0, at) + digit + value.substring(at + 1);
    }

    private static int digit(String value, int from) {
        var at = from;
        while (at < value.length() && !Character.isDigit(value.charAt(at))) {
            at++;
        }
        return at;
    }
}
