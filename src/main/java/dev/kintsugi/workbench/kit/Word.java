package dev.kintsugi.workbench.kit;

import javafx.scene.text.Text;

/// A piece of text in one direction, which is never broken.
///
/// @param level    its place in the order of reading, odd when it is read from the right; see [java.text.Bidi]
/// @param opens    whether a line may begin with it
/// @param mirrored whether its paragraph is read from the right
record Word(Text text, Kind kind, int level, boolean opens, boolean mirrored) {
    enum Kind {
        SEEN,
        /// Needs no room at the end of a line.
        BLANK,
        /// The line and the paragraph end with it.
        END
    }

    boolean seen() { return kind == Kind.SEEN; }

    boolean ends() { return kind == Kind.END; }

    double width() { return ends() ? 0 : text.getLayoutBounds().getWidth(); }

    double above() { return text.getBaselineOffset(); }

    /// How far it goes below its baseline; what ends a paragraph is two lines high.
    double below() {
        var height = text.getLayoutBounds().getHeight();
        return (ends() ? height / 2 : height) - above();
    }
}
