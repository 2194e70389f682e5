package dev.kintsugi.workbench.kit;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A flow that never has to break a line inside a word of right-to-left [Prose]: narrower than the longest of them it is
/// not laid out, which happens only on the way to its real size.
public final class WordFlow extends TextFlow {
    /// A word has twelve letters at most, and no letter is wider than twice its height: in so many heights any word
    /// fits, unmeasured. Measuring a long text word by word, in each pass of the layout, would take seconds.
    private static final double AMPLE = 24;

    public WordFlow(List<Text> texts) { getChildren().setAll(texts); }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(width < 0 || isAmple(width) ? width : Math.max(least(), width));
    }

    @Override
    protected void layoutChildren() {
        if (isAmple(getWidth()) || getWidth() >= least()) {
            super.layoutChildren();
        }
    }

    private boolean isAmple(double width) {
        return words().findFirst().map(word -> width >= AMPLE * word.getFont().getSize()).orElse(true);
    }

    /// The width of the longest word, 0 where any width will do.
    private double least() {
        return words().anyMatch(word -> Prose.rightToLeft(word.getText()))
                ? Math.ceil(words().mapToDouble(WordFlow::width).max().orElse(0)) + 1
                : 0;
    }

    private Stream<Text> words() { return getChildren().stream().filter(Text.class::isInstance).map(Text.class::cast); }

    private static double width(Text word) {
        var alone = new Text(word.getText());
        alone.setFont(word.getFont());
        return alone.getLayoutBounds().getWidth();
    }
}
