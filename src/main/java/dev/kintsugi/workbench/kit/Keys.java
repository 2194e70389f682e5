package dev.kintsugi.workbench.kit;

import java.util.Arrays;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

/// Reads keys as people write them: `Shortcut+K`, `Alt+Up`, `Esc`, `F7`, whatever the case of the last word.
final class Keys {
    private Keys() {}

    /// Refuses with `IllegalArgumentException` what is no key: JavaFX would take it for a character that never comes.
    static KeyCombination parse(String words) {
        var at = words.lastIndexOf('+') + 1;
        var last = words.substring(at);
        var code = Arrays.stream(KeyCode.values())
                .filter(key -> key.getName().equalsIgnoreCase(last) || key.name().equalsIgnoreCase(last)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no key is called '" + last + "'"));
        return KeyCombination.valueOf(words.substring(0, at) + code.getName());
    }
}
