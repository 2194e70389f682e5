package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.store.SessionRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The store's sessions, the latest used first, as they were when last read, and how that reading went. Values change
/// on the FX thread only.
public final class SessionList {
    /// How the last reading went.
    public enum State {
        /// Nothing was read yet: whether there are sessions is not known.
        UNREAD,
        /// The rows are all there are.
        READ,
        /// The store did not answer; the rows are those of before.
        FAILED
    }

    private final Supplier<List<SessionRow>> store;
    private final Executor errands;
    private final Pump pump;
    private final ObservableList<SessionRow> list = FXCollections.observableArrayList();
    private final ObservableList<SessionRow> rows = FXCollections.unmodifiableObservableList(list);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.UNREAD);
    private final AtomicBoolean queued = new AtomicBoolean();
    private @Nullable Notice trouble;

    SessionList(Supplier<List<SessionRow>> store, Executor errands, Pump pump) {
        this.store = store;
        this.errands = errands;
        this.pump = pump;
    }

    public ObservableList<SessionRow> rows() { return rows; }

    public ReadOnlyObjectProperty<State> state() { return state.getReadOnlyProperty(); }

    /// What kept them from being read, absent unless [#state()] is failed.
    public @Nullable Notice trouble() { return trouble; }

    /// Reads the list anew, on another thread. What waits to be read already is read once.
    public void reload() {
        if (queued.compareAndSet(false, true)) {
            CompletableFuture.supplyAsync(this::read, errands)
                    .whenComplete((read, failure) -> pump.latest("sessions", () -> take(read, failure)));
        }
    }

    private List<SessionRow> read() {
        queued.set(false);
        return store.get();
    }

    private void take(List<SessionRow> read, @Nullable Throwable failure) {
        trouble = failure == null ? null : Notice.of(failure);
        // What stands is left standing: a question beside one of its buttons must not lose its place.
        if (failure == null && !list.equals(read)) {
            list.setAll(read);
        }
        state.set(failure == null ? State.READ : State.FAILED);
    }
}
