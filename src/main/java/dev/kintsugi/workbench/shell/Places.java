package dev.kintsugi.workbench.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Where in the window a person is: which screen, which panes, what lies over it. On the FX thread only.
final class Places {
    private final ObjectProperty<ScreenName> screen = new SimpleObjectProperty<>(ScreenName.BENCH);
    private final BooleanProperty modes = new SimpleBooleanProperty(true);
    private final BooleanProperty inspector = new SimpleBooleanProperty(true);
    private final BooleanProperty timeline = new SimpleBooleanProperty(true);
    private final BooleanProperty welcome = new SimpleBooleanProperty(true);
    private final ObjectProperty<Over> over = new SimpleObjectProperty<>(Over.NOTHING);

    /// What lies over the screen.
    enum Over {
        NOTHING, PALETTE, HELP, PRESENTER
    }

    ObjectProperty<ScreenName> screen() { return screen; }

    BooleanProperty modes() { return modes; }

    BooleanProperty inspector() { return inspector; }

    BooleanProperty timeline() { return timeline; }

    /// Whether the first steps are offered.
    BooleanProperty welcome() { return welcome; }

    ObjectProperty<Over> over() { return over; }

    void toggle(Over what) { over.set(over.get() == what ? Over.NOTHING : what); }
}
