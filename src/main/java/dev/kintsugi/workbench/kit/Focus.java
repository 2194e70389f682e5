package dev.kintsugi.workbench.kit;

import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// Where the keyboard is when parts of the window come and go. On the FX thread only.
public final class Focus {
    private Focus() {}

    /// Puts a part into a place. When what had the focus goes with the part before, the new one has it: else it would be at the
    /// window's first control.
    public static void move(Pane place, Parent part) {
        if (place.getChildren().size() == 1 && place.getChildren().getFirst() == part) {
            return;
        }
        var scene = place.getScene();
        var within = scene != null && inside(scene.getFocusOwner(), place);
        place.getChildren().setAll(part);
        if (within) {
            part.requestFocus();
        }
    }

    /// Takes one control away and shows another in its place, as a stop in place of a start: who pressed the one stands on the
    /// other.
    public static void swap(Node gone, Node come) {
        var scene = gone.getScene();
        var within = scene != null && inside(scene.getFocusOwner(), gone);
        Twin.show(gone, false);
        Twin.show(come, true);
        if (within && come instanceof Parent box && !box.getChildrenUnmodifiable().isEmpty()) {
            box.getChildrenUnmodifiable().getFirst().requestFocus();
        }
    }

    /// Whether a control can have the focus still: it is in a window, and neither it nor what it lies in is hidden or disabled.
    public static boolean reachable(Node node) {
        return node.getScene() != null && !node.isDisabled()
                && Stream.iterate(node, Objects::nonNull, Node::getParent).allMatch(Node::isVisible);
    }

    /// Whether a node is that place, or lies in it.
    public static boolean inside(@Nullable Node node, Node place) {
        for (var at = node; at != null; at = at.getParent()) {
            if (at == place) {
                return true;
            }
        }
        return false;
    }
}
