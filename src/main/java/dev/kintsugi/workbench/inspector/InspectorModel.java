package dev.kintsugi.workbench.inspector;

import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What is looked at of the selected turn. Knows no control. For the window's thread.
public final class InspectorModel {
    private final Bench bench;
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.DIFF);
    private final ObjectProperty<Side> left = new SimpleObjectProperty<>(Side.NATURAL);
    private final ObjectProperty<Side> right = new SimpleObjectProperty<>(Side.OBSERVED);
    private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison = new ReadOnlyObjectWrapper<>();
    private final IntegerProperty change = new SimpleIntegerProperty();

    public InspectorModel(Bench bench) { this.bench = bench; }

    /// Follows the bench until the subscription ends.
    public Subscription follow() {
        return Subscription.combine(bench.selected().subscribe(_ -> compare()), left.subscribe(_ -> compare()),
                right.subscribe(_ -> compare()));
    }

    private void compare() {
        var turn = bench.selected().getValue();
        comparison.set(turn == null ? null : Comparison.of(turn, left.get(), right.get()));
        change.set(0);
    }

    /// Shows or hides a text; two are always chosen, so the one chosen longest makes room.
    public void choose(Side side) {
        if (side != left.get() && side != right.get()) {
            left.set(right.get());
            right.set(side);
        }
    }

    /// Shows what the failure made of the reply beside what the user got.
    void showMending() {
        segment.set(Segment.DIFF);
        left.set(Side.OBSERVED);
        right.set(Side.DELIVERED);
    }

    public boolean chosen(Side side) { return side == left.get() || side == right.get(); }

    /// Goes to the change after or before this one, around the ends.
    public void step(int by) {
        var now = comparison.get();
        if (now != null && now.comparable() && now.changes() > 0) {
            segment.set(Segment.DIFF);
            change.set(Math.floorMod(change.get() == 0 && by < 0 ? -1 : change.get() - 1 + by, now.changes()) + 1);
        }
    }

    /// e.g. `3 changes`, `2 of 3 changes`, `identical`.
    String changes() {
        var now = comparison.get();
        if (now == null || !now.comparable()) {
            return "";
        }
        if (now.changes() == 0) {
            return now.left().text().isEmpty() && now.right().text().isEmpty() ? "" : "identical";
        }
        var all = now.changes() == 1 ? "1 change" : now.changes() + " changes";
        return change.get() == 0 ? all : change.get() + " of " + all;
    }

    public ObjectProperty<Segment> segment() { return segment; }

    public ReadOnlyObjectProperty<@Nullable Comparison> comparison() { return comparison.getReadOnlyProperty(); }

    /// The change that is looked at, from 1; 0 for none.
    public IntegerProperty change() { return change; }

    /// The turn that is looked at, as it stands.
    ObservableValue<@Nullable TurnStory> selected() { return bench.selected(); }

    @Nullable
    TurnStory turn() { return bench.selected().getValue(); }
}
