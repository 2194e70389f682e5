package dev.kintsugi.workbench.network;

import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Notices;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.kordamp.ikonli.feather.Feather;

/// Puts text on the clipboard and says so.
record Copying(Notices notices) {
    Button button(String what, Supplier<String> text) {
        return Buttons.icon(Feather.COPY, "Copy " + what, () -> copy(what, text.get()));
    }

    void copy(String what, String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
        notices.say("Copied " + what);
    }
}
