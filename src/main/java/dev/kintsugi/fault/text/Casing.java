package dev.kintsugi.fault.text;

import java.util.Locale;

/// Writes a word as another one is written. Stateless.
final class Casing {
    private Casing() {}

    /// With a capital where the model has one, and in capitals where it is in capitals.
    static String like(String model, String word) {
        if (model.length() > 1 && model.equals(model.toUpperCase(Locale.ROOT))) {
            return word.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(model.charAt(0))
                ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                : word;
    }
}
