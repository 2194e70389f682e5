package dev.kintsugi.workbench.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.util.Subscription;

/// Dresses a scene in the theme, the bundled fonts and the zoom.
public final class Look {
    static final double TEXT = 13;
    private static final double ICON = 16;
    private static final double BIG_ICON = 32;
    private static final List<String> FONTS = List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
            "Inter-Italic.otf", "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf");
    private static boolean loaded;

    private Look() {}

    /// Keeps `scene` in step with `appearance` until the subscription ends.
    public static Subscription wear(Scene scene, Appearance appearance) {
        loadFonts();
        Runnable dress = () -> dress(scene, appearance);
        dress.run();
        fill(scene);
        return Subscription.combine(appearance.dark().subscribe((_, _) -> dress.run()),
                appearance.zoom().subscribe((_, _) -> dress.run()), appearance.calm().subscribe((_, _) -> dress.run()));
    }

    /// What is not painted yet has the colour of what will be there: white would glare in the dark.
    private static void fill(Scene scene) {
        if (scene.getRoot() instanceof Region root) {
            scene.fillProperty().bind(root.backgroundProperty().map(Background::getFills)
                    .map(fills -> fills.isEmpty() ? Color.WHITE : fills.getLast().getFill()).orElse(Color.WHITE));
        }
    }

    /// Reads the fonts and the theme, so that the first window need not. On the FX thread.
    public static void warmUp() {
        loadFonts();
        var scheme = Platform.getPreferences().getColorScheme();
        Application.setUserAgentStylesheet(theme(scheme == ColorScheme.DARK));
    }

    private static String theme(boolean dark) {
        return dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
    }

    private static void dress(Scene scene, Appearance appearance) {
        var dark = appearance.dark().getValue();
        Application.setUserAgentStylesheet(theme(dark));
        var sheets = new ArrayList<>(List.of(sheet("tokens.css"), sheet(dark ? "dark.css" : "light.css"),
                sheet("kit.css"), sheet("shell.css"), sheet("features.css"), fontSize(appearance.zoom().get())));
        if (appearance.calm().getValue()) {
            sheets.add(sheet("calm.css"));
        }
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            sheets.add(sheet("opaque.css"));
        }
        scene.getStylesheets().setAll(sheets);
    }

    /// The root's font size as a style sheet: popups take over the sheets of their window, but no class of its root.
    private static String fontSize(int zoom) {
        // An icon's size in em would feed on itself: the icon's own font is its size, so it grew with every pass.
        var css = String.format(Locale.ROOT,
                ".root{-fx-font-size:%.2fpx}.ikonli-font-icon{-fx-icon-size:%.0fpx}.empty-icon{-fx-icon-size:%.0fpx}",
                TEXT * zoom / 100, ICON * zoom / 100, BIG_ICON * zoom / 100);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String sheet(String name) { return resource("/workbench/" + name); }

    private static void loadFonts() {
        if (!loaded) {
            FONTS.forEach(name -> Font.loadFont(resource("/fonts/" + name), TEXT));
            loaded = true;
        }
    }

    private static String resource(String path) {
        return Objects.requireNonNull(Look.class.getResource(path), path).toExternalForm();
    }
}
