package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Waiting;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The conversation as a screen needs it. Knows no control, decides nothing about failures. For the window's thread.
public final class ChatModel {
    /// A question that shows a mended failure within a minute, for someone who has never seen the lab.
    public static final String FIRST_QUESTION = "What is the status of my claim INS-2024-9876?";
    /// Questions that the default pack answers well.
    public static final List<String> EXAMPLES = List.of(FIRST_QUESTION, "Does my policy cover a rental car?",
            "How much is my deductible?");

    private final FilteredList<TurnStory> shown;
    private final ReadOnlyObjectWrapper<ChatState> state = new ReadOnlyObjectWrapper<>(ChatState.EMPTY);
    private final ObjectProperty<ChatFilter> filter = new SimpleObjectProperty<>(ChatFilter.ALL);
    private final ReadOnlyObjectWrapper<Arriving> arriving = new ReadOnlyObjectWrapper<>(Arriving.NOTHING);
    private final ReadOnlyObjectWrapper<@Nullable Waiting> waiting = new ReadOnlyObjectWrapper<>();
    private final Bench bench;
    private final Outbox outbox;
    private final Talk talk;
    private final ObservableValue<String> blocked;
    private @Nullable SessionId lying;
    private int begun;

    /// @param forced  the failure asked for in the next turn, shared with the rail of modes
    /// @param blocked why nothing can be sent now, empty when it can
    /// @param window  runs on the window's thread what came from another
    public ChatModel(Bench bench, Talk talk, ObjectProperty<@Nullable FailureMode> forced,
            ObservableValue<String> blocked, Executor window) {
        this.bench = bench;
        this.talk = talk;
        this.blocked = blocked;
        outbox = new Outbox(talk, forced, window);
        shown = new FilteredList<>(bench.turns());
    }

    /// Follows the bench until the subscription ends.
    public Subscription follow() {
        return Subscription.combine(filter.subscribe(f -> shown.setPredicate(f::lets)),
                bench.draft().subscribe(this::drafted), bench.pause().subscribe(this::paused),
                bench.turns().subscribe(this::settle), outbox.underWay().subscribe(this::sent),
                outbox.problem().subscribe(this::refresh), blocked.subscribe(this::unblocked),
                bench.session().subscribe(this::laid));
    }

    /// Whoever says something wants to see what comes of it, wherever they read before.
    private void sent(Number before, Number now) {
        if (now.intValue() > before.intValue()) {
            bench.follow().set(true);
        }
        refresh();
    }

    /// What could not be sent for what stood in the way then can be sent now.
    private void unblocked(String before, String now) {
        if (!before.isEmpty() && now.isEmpty()) {
            outbox.forget();
        }
    }

    /// The first message begins a session, and stays under way in it. What came to lie here while nobody looked counts.
    private void laid(@Nullable SessionId now) {
        if (lying != null && !lying.equals(now)) {
            outbox.leave();
            begun = 0;
        }
        lying = now;
        settle();
    }

    /// A draft that goes with its turn was delivered, not taken back.
    private void drafted(Bench.@Nullable Draft before, Bench.@Nullable Draft now) {
        arriving.set(now == null && !open() ? Arriving.NOTHING : arriving.get().next(before, now));
        refresh();
    }

    private void paused(Bench.@Nullable Pause pause) {
        waiting.set(pause == null ? null : Waiting.of(pause));
        refresh();
    }

    /// Once no turn is open, what was arriving has arrived.
    private void settle() {
        noteBegun();
        if (!open()) {
            arriving.set(Arriving.NOTHING);
        }
        refresh();
    }

    /// A sent message leaves the way out when its turn stands among the turns.
    private void noteBegun() {
        var turns = bench.turns();
        turns.stream().filter(turn -> turn.number() > begun).forEach(turn -> outbox.arrived(turn.message().value()));
        begun = turns.isEmpty() ? 0 : turns.getLast().number();
    }

    /// So much of the wait has passed.
    public void waited(long passedMs) {
        var now = waiting.get();
        if (now != null) {
            waiting.set(now.after(passedMs));
        }
    }

    /// Sends what is written.
    public void send() {
        if (blocked.getValue().isEmpty()) {
            outbox.send();
        }
    }

    /// Asks one of the examples.
    public void ask(String question) {
        if (blocked.getValue().isEmpty()) {
            outbox.say(question, null);
        }
    }

    /// One failure that the standard recovery mends.
    public void firstRun() {
        if (blocked.getValue().isEmpty()) {
            outbox.say(FIRST_QUESTION, FailureMode.HALLUCINATION);
        }
    }

    public void stop() { talk.stop(); }

    public void skipWait() { talk.skipWait(); }

    private boolean open() { return !bench.turns().isEmpty() && bench.turns().getLast().underWay(); }

    private void refresh() { state.set(now()); }

    private ChatState now() {
        if (bench.pause().get() != null) {
            return ChatState.WAITING;
        }
        if (bench.draft().get() != null) {
            return ChatState.STREAMING;
        }
        if (outbox.underWay().get() > 0 || open()) {
            return ChatState.THINKING;
        }
        if (outbox.problem().get() != null) {
            return ChatState.FAILED;
        }
        return bench.turns().isEmpty() ? ChatState.EMPTY : ChatState.READY;
    }

    /// The turns that the filter lets through.
    public ObservableList<TurnStory> shown() { return shown; }

    public ReadOnlyObjectProperty<ChatState> state() { return state.getReadOnlyProperty(); }

    public ObjectProperty<ChatFilter> filter() { return filter; }

    public Outbox outbox() { return outbox; }

    /// Why nothing can be sent, empty when it can.
    public ObservableValue<String> blocked() { return blocked; }

    public ReadOnlyObjectProperty<Arriving> arriving() { return arriving.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<@Nullable Waiting> waiting() { return waiting.getReadOnlyProperty(); }
}
