package dev.kintsugi.workbench.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.SplitPane;

/// Keeps where dividers stand while the panes beside them are hidden and shown again, one divider a hideable pane.
final class Dividers {
    private final SplitPane pane;
    private final List<Double> positions;
    private List<Boolean> shown = List.of();
    private boolean forNow;

    Dividers(SplitPane pane, List<Double> first, List<Double> saved) {
        this.pane = pane;
        this.positions = new ArrayList<>(saved.size() == first.size() ? saved : first);
    }

    /// Notes where the shown dividers stand now.
    void keep() {
        if (forNow) {
            return;
        }
        var dividers = pane.getDividerPositions();
        int at = 0;
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i) && at < dividers.length) {
                positions.set(i, dividers[at++]);
            }
        }
    }

    /// Puts the dividers of the panes that are shown where they stood.
    ///
    /// @param onlyForNow whether the panes are shown so for want of room, so that where their dividers are then is not kept
    void put(List<Boolean> nowShown, boolean onlyForNow) {
        shown = nowShown;
        forNow = onlyForNow;
        int at = 0;
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i)) {
                pane.setDividerPosition(at++, positions.get(i));
            }
        }
    }

    List<Double> kept() {
        keep();
        return List.copyOf(positions);
    }
}
