package dev.kintsugi.workbench.kit;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;

/// A label whose changes are spoken by a screen reader.
public final class LiveLabel extends Label {
    private String said = "";

    public LiveLabel() { setAccessibleRole(AccessibleRole.TEXT); }

    /// Shows and speaks `words`; the same words again are not spoken twice.
    public void say(String words) {
        if (!words.equals(said)) {
            said = words;
            setText(words);
            setAccessibleText(words);
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }
}
