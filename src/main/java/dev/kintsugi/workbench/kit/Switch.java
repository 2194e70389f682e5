package dev.kintsugi.workbench.kit;

import atlantafx.base.controls.ToggleSwitch;

/// A switch with a spoken name. Without words beside it, give it the name that a screen reader says.
public final class Switch extends ToggleSwitch {
    public Switch(String spoken) {
        setAccessibleText(spoken);
        getStyleClass().add("switch");
    }

    /// A switch with its words on its left.
    public static Switch labelled(String words) {
        var made = new Switch(words);
        made.setText(words);
        return made;
    }
}
