package dev.kintsugi.workbench.kit;

import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Long work that a person can watch and cancel. Properties belong to the FX thread; [#cancel()] may come from any.
public final class Job {
    private final String title;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    Job(String title) { this.title = title; }

    public String title() { return title; }

    /// 0 to 1, or -1 while nobody can say.
    public ReadOnlyDoubleProperty progress() { return progress.getReadOnlyProperty(); }

    /// What it does now, in words.
    public ReadOnlyStringProperty text() { return text.getReadOnlyProperty(); }

    /// Asks it to stop; it says what was kept.
    public void cancel() { cancelled.complete(true); }

    boolean cancelled() { return cancelled.isDone(); }

    void whenCancelled(Runnable action) { cancelled.thenRun(action); }

    void show(double fraction, String words) {
        progress.set(fraction);
        text.set(words);
    }
}
