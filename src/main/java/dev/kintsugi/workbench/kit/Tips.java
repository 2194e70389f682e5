package dev.kintsugi.workbench.kit;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// Tooltips, also for controls that are disabled and must say why.
public final class Tips {
    private static final Duration SOON = Duration.millis(400);

    private Tips() {}

    public static void on(Node node, String words) {
        Tooltip.install(node, tip(words));
        if (node.getAccessibleHelp() == null) {
            node.setAccessibleHelp(words);
        }
    }

    /// Disables `control` while `blocked` gives a reason, and shows that reason. Put the returned node in the scene:
    /// a disabled control hears no mouse, so the tooltip sits on a box around it. The listening ends with the control.
    public static Node reason(Node control, ObservableValue<String> blocked) {
        var around = new StackPane(control);
        around.getStyleClass().add("tip-box");
        var shown = tip("");
        shown.textProperty().bind(blocked.map(Prose::figures));
        control.disableProperty().bind(blocked.map(why -> !why.isEmpty()));
        control.accessibleHelpProperty().bind(blocked.map(Prose::figures));
        control.disableProperty().subscribe(off -> {
            if (off) {
                Tooltip.install(around, shown);
            } else {
                Tooltip.uninstall(around, shown);
            }
        });
        return around;
    }

    /// A tooltip that wraps, for a control whose words change.
    public static Tooltip tip(String words) {
        var tip = new Tooltip(Prose.figures(words));
        tip.setShowDelay(SOON);
        tip.wrapTextProperty().bind(Prose.breakable(tip.textProperty()));
        tip.setMaxWidth(360);
        return tip;
    }
}
