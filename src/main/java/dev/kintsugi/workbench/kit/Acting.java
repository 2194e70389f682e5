package dev.kintsugi.workbench.kit;

import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/// What Enter and a double click do in a list. For the window's thread.
public final class Acting {
    private Acting() {}

    /// Both run the action, unless it is blocked.
    public static void on(ListView<?> list, Action action) {
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                run(action);
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                run(action);
            }
        });
    }

    private static void run(Action action) {
        if (action.enabled()) {
            action.run().run();
        }
    }
}
