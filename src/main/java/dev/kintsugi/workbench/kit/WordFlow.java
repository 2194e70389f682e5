package dev.kintsugi.workbench.kit;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/// Texts in lines, laid out word by word: JavaFX is never asked to break one. See [Prose].
final class WordFlow extends Region {
    private final List<Word> words;

    WordFlow(List<Text> texts) {
        words = WordBreak.words(texts);
        words.stream().map(Word::text).forEach(getChildren()::add);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(texts.stream().map(Text::getText).collect(Collectors.joining()));
    }

    @Override
    public Orientation getContentBias() { return Orientation.HORIZONTAL; }

    @Override
    protected double computeMinWidth(double height) { return 0; }

    @Override
    protected double computePrefWidth(double height) {
        return aside() + Math.ceil(lines(Double.MAX_VALUE).stream().mapToDouble(WordLine::width).max().orElse(0));
    }

    @Override
    protected double computeMinHeight(double width) { return computePrefHeight(width); }

    @Override
    protected double computePrefHeight(double width) {
        var room = width < 0 ? Double.MAX_VALUE : width - aside();
        return snappedTopInset() + snappedBottomInset()
                + Math.ceil(lines(room).stream().mapToDouble(WordLine::height).sum());
    }

    @Override
    protected void layoutChildren() {
        var room = getWidth() - aside();
        var top = snappedTopInset();
        for (var line : lines(room)) {
            line.lay(snappedLeftInset(), top, room);
            top += line.height();
        }
    }

    private double aside() { return snappedLeftInset() + snappedRightInset(); }

    private List<WordLine> lines(double room) { return WordLine.of(words, room); }
}
