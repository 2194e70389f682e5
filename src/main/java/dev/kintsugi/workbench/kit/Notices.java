package dev.kintsugi.workbench.kit;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the window has to tell, newest last. The shell draws it; nobody else opens a box. On the FX thread only.
public final class Notices {
    private static final int KEPT = 4;

    private final ObservableList<Notice> list = FXCollections.observableArrayList();
    private final ObservableList<Notice> shown = FXCollections.unmodifiableObservableList(list);

    /// Good news, one line; nothing for empty words.
    public void say(String words) {
        if (!words.isEmpty()) {
            show(Notice.good(words));
        }
    }

    /// Tells trouble in words: never a stack trace.
    public void problem(Throwable trouble) { show(Notice.of(trouble)); }

    /// Tells it; what says the same already gives way, so that trouble that returns stands there once.
    public void show(Notice notice) {
        list.removeIf(notice::sameAs);
        list.add(notice);
        while (list.size() > KEPT) {
            list.removeFirst();
        }
    }

    public void dismiss(Notice notice) { list.remove(notice); }

    public ObservableList<Notice> shown() { return shown; }
}
