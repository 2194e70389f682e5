package dev.kintsugi.workbench.kit;

import java.util.List;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A flow that never has to break a line inside a word of [Prose]: narrower than the longest of them it is not laid
/// out, which happens only on the way to its real size.
public final class WordFlow extends TextFlow {
    /// Room for the longest word at the largest zoom, in pixels.
    private static final double LEAST = 160;

    public WordFlow(List<Text> texts) { getChildren().setAll(texts); }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(width < 0 ? width : Math.max(LEAST, width));
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() >= LEAST) {
            super.layoutChildren();
        }
    }
}
