package dev.kintsugi.fault;

import java.util.Locale;

/// Fills an error text of the catalogue with what is known of the call. Stateless.
final class ErrorText {
    private ErrorText() {}

    /// A text of that kind for a model, or for a tool, whose errors read differently.
    static String of(Scene scene, Breakage.Hit call, String kind) {
        var own = scene.ownTexts();
        var texts = own.isEmpty()
                ? scene.catalogue().texts(kind, call.onModel() ? ActingFault.MODEL : "tool")
                : own;
        return scene.dice().pick(kind, texts).replace("{model}", call.model()).replace("{tool}", call.target())
                .replace("{limit}", Integer.toString(call.limit()))
                .replace("{tokens}", Integer.toString(call.load().tokens()))
                .replace("{bytes}", Integer.toString(call.load().bytes()))
                .replace("{seconds}", String.format(Locale.ROOT, "%.1f", call.waited().toMillis() / 1_000.0));
    }
}
