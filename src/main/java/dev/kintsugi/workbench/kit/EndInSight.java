package dev.kintsugi.workbench.kit;

import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Keeps the last row of a list whole in sight while that is wanted, though rows differ in height: they know it only once
/// they are laid out, and the list guesses before.
public final class EndInSight {
    /// Rows that were just measured move their neighbours: so many pulses after a change the end is looked for again.
    private static final int PULSES_TO_SETTLE = 12;

    private final ListView<?> list;
    private final BooleanSupplier wanted;
    private final Runnable afterLayout = this::settle;
    private int unsettled;

    /// @param wanted asked after each layout
    public EndInSight(ListView<?> list, BooleanSupplier wanted) {
        this.list = list;
        this.wanted = wanted;
    }

    /// Begins to see to it: whenever the list's size changes, and after each [#stay].
    public Subscription begin() {
        moved(null, list.getScene());
        return list.sceneProperty().subscribe(this::moved).and(list.heightProperty().subscribe(_ -> stay()))
                .and(list.widthProperty().subscribe(_ -> stay())).and(() -> moved(list.getScene(), null));
    }

    private void moved(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removePostLayoutPulseListener(afterLayout);
        }
        if (now != null) {
            now.addPostLayoutPulseListener(afterLayout);
        }
    }

    /// What is in the list or around it has come, gone or grown.
    public void stay() {
        unsettled = PULSES_TO_SETTLE;
        Platform.requestNextPulse();
    }

    private void settle() {
        var last = list.getItems().size() - 1;
        if (unsettled == 0 || last < 0 || !(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return;
        }
        unsettled--;
        if (wanted.getAsBoolean()) {
            atTheEnd(flow, last);
            flow.layout(); // this pulse is painted next: no row may wait for the next layout
            Platform.requestNextPulse();
        }
    }

    private static <C extends IndexedCell<?>> void atTheEnd(VirtualFlow<C> flow, int last) {
        var lowest = flow.getLastVisibleCell();
        if (lowest != null && lowest.getIndex() == last) {
            flow.scrollToBottom(lowest);
        } else {
            flow.setPosition(1);
        }
    }
}
