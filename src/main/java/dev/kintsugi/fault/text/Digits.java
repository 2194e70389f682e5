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
        return replaced(value, at, purpose, dice, value.length() == 1 ? 2 : at == first ? 1 : 0);
    }

    /// Another number of the same form: two digits of its last group of digits become others, or its only one.
    static String otherId(String value, String purpose, Dice dice) {
        var end = value.length();
        while (end > 0 && !Character.isDigit(value.charAt(end - 1))) {
            end--;
        }
        var changed = replaced(value, end - 1, purpose + ".last", dice, 0);
        return end > 1 && Character.isDigit(value.charAt(end - 2))
                ? replaced(changed, end - 2, purpose + ".tens", dice, 0)
                : changed;
    }

    /// @param least the smallest digit that will do: 2 for a lone one, since what follows it may be a plural
    private static String replaced(String value, int at, String purpose, Dice dice, int least) {
        var old = value.charAt(at) - '0';
        var skipped = old >= least && old <= 9;
        var other = least + dice.below(purpose, 10 - least - (skipped ? 1 : 0));
        return value.substring(0, at) + (skipped && other >= old ? other + 1 : other) + value.substring(at + 1);
    }

    private static int digit(String value, int from) {
        var at = from;
        while (at < value.length() && !Character.isDigit(value.charAt(at))) {
            at++;
        }
        return at;
    }
}
