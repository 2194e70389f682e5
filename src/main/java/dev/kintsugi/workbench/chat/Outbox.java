package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is written and sent: a message that could not be sent stands in the box again. For the window's thread.
public final class Outbox {
    private final StringProperty draft = new SimpleStringProperty("");
    private final ObservableList<Sent> sent = FXCollections.observableArrayList();
    private final ObservableList<Sent> outgoing = FXCollections.unmodifiableObservableList(sent);
    private final List<Sent> unanswered = new ArrayList<>();
    private final ReadOnlyIntegerWrapper underWay = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable FailureMode> forced;
    private final Talk talk;
    private final Executor window;

    /// A message on its way to the lab. Two with the same words are two.
    static final class Sent {
        private final String message;

        Sent(String message) { this.message = message; }

        String message() { return message; }
    }

    /// @param forced the failure asked for in the next turn
    /// @param window runs on the window's thread what came from another
    public Outbox(Talk talk, ObjectProperty<@Nullable FailureMode> forced, Executor window) {
        this.talk = talk;
        this.forced = forced;
        this.window = window;
    }

    /// Sends what is written, if anything is.
    void send() {
        if (!draft.get().isBlank()) {
            var message = draft.get().strip();
            var mode = forced.get();
            draft.set("");
            forced.set(null);
            say(message, mode);
        }
    }

    void say(String message, @Nullable FailureMode mode) {
        problem.set(null);
        var out = new Sent(message);
        sent.add(out);
        unanswered.add(out);
        underWay.set(unanswered.size());
        talk.say(message, mode).whenCompleteAsync((_, error) -> over(out, mode, error), window);
    }

    /// A turn with this message has begun: it stands among the turns now.
    void arrived(String message) {
        sent.stream().filter(s -> s.message().equals(message)).findFirst().ifPresent(sent::remove);
    }

    /// Another session lies on the bench: what is under way in the one before is none of its business.
    void leave() {
        sent.clear();
        unanswered.clear();
        underWay.set(0);
    }

    /// Why the last message could not be sent is over.
    void forget() { problem.set(null); }

    private void over(Sent out, @Nullable FailureMode mode, @Nullable Throwable error) {
        sent.remove(out);
        var message = out.message();
        if (error != null && draft.get().isBlank()) {
            draft.set(message);
            forced.set(mode);
        }
        problem.set(error == null ? problem.get() : told(error));
        unanswered.remove(out);
        underWay.set(unanswered.size());
    }

    private static Problem told(Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof Problem known
                ? known
                : new Problem("The turn could not be taken", "something inside the lab failed",
                        "Send it again; the log file has the details", Problem.Exit.INTERNAL, cause);
    }

    /// What stands in the message box.
    public StringProperty draft() { return draft; }

    public ObjectProperty<@Nullable FailureMode> forced() { return forced; }

    /// What was sent and no turn shows yet, in order.
    ObservableList<Sent> outgoing() { return outgoing; }

    /// Messages that were sent in this session and are not answered yet.
    public ReadOnlyIntegerProperty underWay() { return underWay.getReadOnlyProperty(); }

    /// Why the last message could not be sent.
    public ReadOnlyObjectProperty<@Nullable Problem> problem() { return problem.getReadOnlyProperty(); }
}
