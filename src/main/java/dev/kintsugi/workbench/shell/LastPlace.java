package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.SessionId;
import java.util.Properties;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/// Where somebody was when the window was closed. Immutable.
///
/// @param screen  which screen was shown
/// @param session the session on the bench, absent for none
/// @param whole   whether the window filled its screen
/// @param corner  where its upper left corner was; absent at first
record LastPlace(ScreenName screen, @Nullable SessionId session, boolean whole, @Nullable Point2D corner) {
    static final LastPlace FIRST = new LastPlace(ScreenName.BENCH, null, false, null);

    /// What was saved, or the first place. Throws an `IllegalArgumentException` for what is none.
    static LastPlace of(Properties saved) {
        return new LastPlace(ScreenName.valueOf(saved.getProperty("place.screen", FIRST.screen.name())),
                session(saved.getProperty("place.session", "")),
                Boolean.parseBoolean(saved.getProperty("place.whole")), corner(saved));
    }

    private static @Nullable SessionId session(String name) { return name.isEmpty() ? null : new SessionId(name); }

    private static @Nullable Point2D corner(Properties saved) {
        var x = saved.getProperty("place.x", "");
        var y = saved.getProperty("place.y", "");
        return x.isEmpty() || y.isEmpty() ? null : new Point2D(Double.parseDouble(x), Double.parseDouble(y));
    }

    void into(Properties out) {
        out.setProperty("place.screen", screen.name());
        out.setProperty("place.session", session == null ? "" : session.value());
        out.setProperty("place.whole", Boolean.toString(whole));
        if (corner != null) {
            out.setProperty("place.x", Double.toString(corner.getX()));
            out.setProperty("place.y", Double.toString(corner.getY()));
        }
    }
}
