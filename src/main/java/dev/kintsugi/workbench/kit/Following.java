package dev.kintsugi.workbench.kit;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

/// Listening to a list that others make lists of. On the FX thread only.
public final class Following {
    private Following() {}

    /// Does it after each change, when the lists that were made of this one before, e.g. what a filter leaves of it, have
    /// changed too. A mere subscription comes first, and finds them as they were.
    public static <T> Subscription changes(ObservableList<T> list, Runnable work) {
        ListChangeListener<T> listener = _ -> work.run();
        list.addListener(listener);
        return () -> list.removeListener(listener);
    }
}
