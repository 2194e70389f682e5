package dev.kintsugi.workbench.kit;

import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Keeps the last row of a list whole in sight while that is wanted, and brings another one there when asked to, though rows
/// differ in height: they know it only once they are laid out, and the list guesses before.
public final class RowInSight {
    /// Rows that were just measured move their neighbours: so many pulses after a change the row is looked for again.
    private static final int PULSES_TO_SETTLE = 12;
    private static final int NONE = -1;

    private final ListView<?> list;
    private final BooleanSupplier wanted;
    private final Runnable afterLayout = this::settle;
    private int unsettled;
    private int sought = NONE;

    /// @param wanted whether the last row has to be in sight, asked after each layout
    public RowInSight(ListView<?> list, BooleanSupplier wanted) {
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

    /// Brings this row into sight as soon as the list has its place; one that is whole in sight stays where it is. Then the
    /// list is left to whoever scrolls it.
    public void bring(int row) {
        sought = row;
        stay();
    }

    private void settle() {
        var last = list.getItems().size() - 1;
        if (unsettled == 0 || last < 0 || list.getHeight() <= 0
                || !(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return;
        }
        unsettled--;
        if (wanted.getAsBoolean()) {
            atTheEnd(flow, last);
            painted(flow);
        } else if (sought != NONE) {
            if (!whole(flow, sought)) {
                flow.scrollToTop(sought);
            }
            painted(flow);
        }
        sought = unsettled == 0 ? NONE : sought;
    }

    /// This pulse is painted next: no row may wait for the next layout.
    private static void painted(VirtualFlow<?> flow) {
        flow.layout();
        Platform.requestNextPulse();
    }

    private static boolean whole(VirtualFlow<?> flow, int row) {
        var first = flow.getFirstVisibleCell();
        var last = flow.getLastVisibleCell();
        return first != null && last != null && row >= first.getIndex() && row <= last.getIndex()
                && (row > first.getIndex() || first.getLayoutY() >= 0)
                && (row < last.getIndex() || last.getLayoutY() + last.getHeight() <= flow.getHeight());
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
