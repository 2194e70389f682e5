package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.story.Mark;
import javafx.scene.control.Label;

/// A short fact in a rounded box: default text on a muted background, with a coloured mark.
public final class Pill extends Label {
    public Pill(String text) {
        super(text);
        getStyleClass().add("pill");
    }

    public Pill(Mark mark, String text) {
        this(text);
        setGraphic(new MarkIcon(mark));
        setAccessibleText(MarkIcon.words(mark) + ": " + text);
    }
}
