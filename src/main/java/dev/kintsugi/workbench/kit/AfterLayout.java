package dev.kintsugi.workbench.kit;

import javafx.application.Platform;
import javafx.scene.Node;

/// Work that has to wait until everything has found its place: what is changed in the midst of laying out is laid out wrongly,
/// or not at all. On the FX thread only.
public final class AfterLayout {
    private AfterLayout() {}

    /// Does it once, after the next layout of the window that the node is in; at once where it is in none.
    public static void run(Node node, Runnable work) {
        var scene = node.getScene();
        if (scene == null || scene.getWindow() == null) {
            work.run();
            return;
        }
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                work.run();
            }
        });
        Platform.requestNextPulse();
    }
}
