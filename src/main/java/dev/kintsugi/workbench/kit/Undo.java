package dev.kintsugi.workbench.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Takes changes of settings back, newest first. Changes of one thing that follow each other are one step until
/// [#seal()], so that a slider's drag is undone at once. At most 200 steps are kept. On the FX thread only.
public final class Undo {
    private static final int KEPT = 200;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final ReadOnlyStringWrapper next = new ReadOnlyStringWrapper("");
    private boolean sealed = true;
    private boolean undoing;

    private record Step(Object key, String title, Runnable back) {}

    /// Remembers that `key` went from `before` to something else, to be put back by `apply`. What is changed by
    /// undoing itself is not remembered.
    public <T extends @Nullable Object> void changed(Object key, String title, T before, Consumer<? super T> apply) {
        if (undoing || !sealed && !steps.isEmpty() && Objects.equals(steps.peek().key(), key)) {
            return;
        }
        steps.push(new Step(key, title, () -> apply.accept(before)));
        while (steps.size() > KEPT) {
            steps.removeLast();
        }
        sealed = false;
        tell();
    }

    /// Ends a gesture: the next change is a step of its own, whatever it changes.
    public void seal() { sealed = true; }

    /// Takes the newest step back; says whether there was one.
    public boolean undo() {
        var step = steps.poll();
        if (step == null) {
            return false;
        }
        undoing = true;
        try {
            step.back().run();
        } finally {
            undoing = false;
        }
        seal();
        tell();
        return true;
    }

    /// The title of the step that would be taken back; empty when there is none.
    public ReadOnlyStringProperty next() { return next.getReadOnlyProperty(); }

    private void tell() { next.set(steps.isEmpty() ? "" : steps.peek().title()); }
}
