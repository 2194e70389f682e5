package dev.kintsugi.workbench.shell;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Transform;

/// The sign of the house: a cracked bowl, its crack mended with gold. The same outlines as `docs/icon.svg`.
final class Emblem extends StackPane {
    private static final double BOX = 64;
    private static final String BOWL = "M6 22 H58 C58 40 48 50 38 52 V56 H26 V52 C16 50 6 40 6 22 Z";
    private static final String RIM = "M4 18 H60 A2 2 0 0 1 62 20 V22 A2 2 0 0 1 60 24 H4 A2 2 0 0 1 2 22 V20 A2 2 0 0 1 4 18 Z";
    private static final List<String> SEAMS = List.of("M36 18 L30 27 L37 33 L29 42 L33 52", "M37 33 L49 36 L53 34",
            "M30 27 L19 31");

    /// @param size in pixels at 100 % zoom
    Emblem(double size) {
        var group = new Group(outline(BOWL, "emblem-bowl"), outline(RIM, "emblem-rim"));
        SEAMS.forEach(seam -> group.getChildren().add(outline(seam, "emblem-seam")));
        group.getTransforms().add(Transform.scale(size / BOX, size / BOX));
        getChildren().add(new Group(group));
        getStyleClass().add("emblem");
        setAccessibleText("Kintsugi");
    }

    private static SVGPath outline(String path, String style) {
        var shape = new SVGPath();
        shape.setContent(path);
        shape.getStyleClass().add(style);
        return shape;
    }

    /// Pictures for the window's icon, in the theme's colours of that scene's style sheets.
    static List<Image> images(List<String> stylesheets) {
        return List.of(16d, 32d, 64d, 128d).stream().map(size -> image(size, stylesheets)).toList();
    }

    private static Image image(double size, List<String> stylesheets) {
        var emblem = new Emblem(size);
        var scene = new Scene(emblem, size, size, Color.TRANSPARENT);
        scene.getStylesheets().setAll(stylesheets);
        emblem.getStyleClass().add("emblem-alone");
        emblem.applyCss();
        emblem.layout();
        var clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        return emblem.snapshot(clear, null);
    }
}
