package dev.kintsugi.workbench.kit;

import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// What Enter and a double click on an item do in a list or a table. For the window's thread.
public final class Acting {
    private Acting() {}

    /// Both run the action, unless it is blocked.
    public static void on(Node list, Action action) {
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && onItem(event.getPickResult().getIntersectedNode())) {
                run(action);
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                run(action);
            }
        });
    }

    /// Not on what is empty, and not on the heads of a table.
    private static boolean onItem(@Nullable Node clicked) {
        for (var at = clicked; at != null; at = at.getParent()) {
            if (at instanceof IndexedCell<?> cell) {
                return !cell.isEmpty();
            }
        }
        return false;
    }

    private static void run(Action action) {
        if (action.enabled()) {
            action.run().run();
        }
    }
}
