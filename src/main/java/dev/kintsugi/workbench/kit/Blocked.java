package dev.kintsugi.workbench.kit;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// Reasons why something cannot be done now; the empty reason means that it can.
public final class Blocked {
    /// Always possible.
    public static final ObservableValue<String> NEVER = new ReadOnlyStringWrapper("").getReadOnlyProperty();

    private Blocked() {}

    /// `reason` while `condition` holds.
    public static ObservableValue<String> when(ObservableValue<Boolean> condition, String reason) {
        return condition.map(holds -> holds ? reason : "");
    }

    /// `reason` unless `condition` holds.
    public static ObservableValue<String> unless(ObservableValue<Boolean> condition, String reason) {
        return condition.map(holds -> holds ? "" : reason);
    }
}
