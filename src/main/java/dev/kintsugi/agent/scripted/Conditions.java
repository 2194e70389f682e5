package dev.kintsugi.agent.scripted;

import java.util.Map;

/// Whether what is known meets a pack's conditions: `*` any, `-` none, `!x` anything but x, `a|b` one of them. Stateless.
final class Conditions {
    private Conditions() {}

    static boolean hold(Map<String, String> conditions, Map<String, String> known) {
        return conditions.entrySet().stream().allMatch(c -> holds(c.getValue(), known.getOrDefault(c.getKey(), "")));
    }

    private static boolean holds(String wanted, String value) {
        if (wanted.equals("*")) {
            return !value.isEmpty();
        }
        if (wanted.equals("-")) {
            return value.isEmpty();
        }
        return wanted.startsWith("!") ? !oneOf(wanted.substring(1), value) : oneOf(wanted, value);
    }

    private static boolean oneOf(String wanted, String value) {
        for (var option : wanted.split("\\|", -1)) {
            if (option.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }
}
