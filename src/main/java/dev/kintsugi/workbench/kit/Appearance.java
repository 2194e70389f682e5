package dev.kintsugi.workbench.kit;

import java.util.Locale;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// How the window looks: theme, zoom, motion. On the FX thread only.
public final class Appearance {
    public static final int LEAST_ZOOM = 80;
    public static final int MOST_ZOOM = 160;
    private static final int STEP = 10;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.SYSTEM);
    private final IntegerProperty zoom = new SimpleIntegerProperty(100);
    private final ObjectProperty<Motion> motion = new SimpleObjectProperty<>(Motion.SYSTEM);
    private final ObservableValue<Boolean> calm = Bindings.createBooleanBinding(this::isCalm, motion,
            Platform.getPreferences().reducedMotionProperty());
    private final ObservableValue<Boolean> dark = Bindings.createBooleanBinding(this::isDark, theme,
            Platform.getPreferences().colorSchemeProperty());

    /// Which of the two looks, or what the system says.
    public enum Theme {
        SYSTEM, LIGHT, DARK;

        public String words() { return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT); }
    }

    /// How much moves by itself: nothing, everything, or what the system says.
    public enum Motion {
        SYSTEM, REDUCED, FULL;

        public String words() { return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT); }
    }

    public ObjectProperty<Theme> theme() { return theme; }

    /// Percent, 80 to 160. Default 100: text of 13 px.
    public IntegerProperty zoom() { return zoom; }

    /// So many pixels as widths of text.
    public double room(double pixels) { return pixels / (Look.TEXT * zoom.get() / 100); }

    public ObjectProperty<Motion> motion() { return motion; }

    /// Whether motion is reduced now: nothing slides, spins or runs back and forth.
    public ObservableValue<Boolean> calm() { return calm; }

    /// Whether the window is dark now.
    public ObservableValue<Boolean> dark() { return dark; }

    /// Sets the zoom to the nearest allowed percent.
    public void zoomTo(int percent) { zoom.set(Math.clamp(percent, LEAST_ZOOM, MOST_ZOOM)); }

    public void zoomIn() { zoomTo(zoom.get() + STEP); }

    public void zoomOut() { zoomTo(zoom.get() - STEP); }

    /// From light to dark and back, whatever the system says.
    public void flip() { theme.set(isDark() ? Theme.LIGHT : Theme.DARK); }

    private boolean isCalm() {
        return switch (motion.get()) {
            case REDUCED -> true;
            case FULL -> false;
            case SYSTEM -> Platform.getPreferences().isReducedMotion();
        };
    }

    private boolean isDark() {
        return switch (theme.get()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }
}
