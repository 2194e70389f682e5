package dev.kintsugi.workbench.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A part of the window with twin [#open()] and [#close()]: what it subscribes to when shown ends when it is hidden,
/// so a closed view can be collected. On the FX thread only.
public abstract class View {
    private final List<View> children = new ArrayList<>();
    private Subscription held = Subscription.EMPTY;
    private @Nullable Parent node;
    private boolean open;

    /// Builds the controls, once, when first shown. Subscribe to nothing here that outlives the view.
    protected abstract Parent build();

    /// Called each time the view is shown, after [#build()]. Subscribe here, with [#listen] and [#hold].
    protected void opened() {}

    /// Called each time the view is hidden, before its subscriptions end.
    protected void closed() {}

    /// The controls, built on first use.
    public final Parent node() {
        var built = node;
        if (built == null) {
            built = build();
            node = built;
        }
        return built;
    }

    public final void open() {
        if (!open) {
            open = true;
            node();
            children.forEach(View::open);
            opened();
        }
    }

    public final void close() {
        if (open) {
            open = false;
            closed();
            held.unsubscribe();
            held = Subscription.EMPTY;
            children.forEach(View::close);
        }
    }

    public final boolean isOpen() { return open; }

    /// Tells `sink` the value now and whenever it changes, until the view is closed.
    protected final <T extends @Nullable Object> void listen(ObservableValue<T> value, Consumer<? super T> sink) {
        hold(value.subscribe(sink::accept));
    }

    /// Ends `subscription` when the view is closed.
    protected final void hold(Subscription subscription) { held = held.and(subscription); }

    /// Opens and closes `child` together with this view; returns it.
    protected final <V extends View> V child(V child) {
        children.add(child);
        if (open) {
            child.open();
        }
        return child;
    }
}
