package dev.kintsugi.workbench.timeline;

import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/// Which stretch of the session is in sight. Knows no control. For the window's thread.
public final class TimelineModel {
    private final Bench bench;
    private final ReadOnlyObjectWrapper<Scale> scale = new ReadOnlyObjectWrapper<>(Scale.whole(0, 1));
    private boolean whole = true;

    public TimelineModel(Bench bench) { this.bench = bench; }

    /// Follows the bench until the subscription ends.
    public Subscription follow() {
        return Subscription.combine(bench.turns().subscribe(this::grown), bench.turn().subscribe(_ -> reveal()));
    }

    private void grown() {
        fit(scale.get().resize(turns().size(), scale.get().width()));
        reveal();
    }

    void width(double pixels) { fit(scale.get().resize(turns().size(), pixels)); }

    private void fit(Scale next) { scale.set(whole ? Scale.whole(next.count(), next.width()) : next); }

    private void reveal() { place(bench.turn().get()).ifPresent(at -> scale.set(scale.get().reveal(at))); }

    /// Closer or farther around a pixel.
    void zoom(double factor, double x) {
        scale.set(scale.get().zoom(factor, x));
        whole = scale.get().isWhole();
    }

    void whole() {
        whole = true;
        fit(scale.get());
    }

    void scroll(double turns) { scale.set(scale.get().scroll(turns)); }

    /// Selects the turn at a pixel; nothing beyond the last.
    void pick(double x) {
        var at = (int) scale.get().place(x);
        if (x >= 0 && at < turns().size()) {
            bench.select(turns().get(at).number());
        }
    }

    /// The place of the selected turn.
    OptionalInt selected() { return place(bench.turn().get()); }

    private OptionalInt place(int number) {
        var turns = turns();
        var guess = number - 1;
        if (guess >= 0 && guess < turns.size() && turns.get(guess).number() == number) {
            return OptionalInt.of(guess);
        }
        return IntStream.range(0, turns.size()).filter(i -> turns.get(i).number() == number).findFirst();
    }

    List<TurnStory> turns() { return bench.turns(); }

    List<Column> columns() { return Column.of(turns(), scale.get()); }

    ReadOnlyObjectProperty<Scale> scale() { return scale.getReadOnlyProperty(); }
}
