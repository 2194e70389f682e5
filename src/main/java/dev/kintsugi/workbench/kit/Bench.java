package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What lies on the bench: the session, its turns, and the one turn that is selected. Features meet here and nowhere
/// else. Everything changes on the FX thread only.
public final class Bench {
    private final ObjectProperty<@Nullable SessionId> session = new SimpleObjectProperty<>();
    private final ObservableList<TurnStory> told = FXCollections.observableArrayList();
    private final ObservableList<TurnStory> turns = FXCollections.unmodifiableObservableList(told);
    private final ObjectProperty<Tally> tally = new SimpleObjectProperty<>(Tally.EMPTY);
    private final ObjectProperty<Tally> mark = new SimpleObjectProperty<>(Tally.EMPTY);
    private final IntegerProperty turn = new SimpleIntegerProperty();
    private final Set<Object> unanswered = new HashSet<>();
    private final ReadOnlyIntegerWrapper asked = new ReadOnlyIntegerWrapper();
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final ObjectProperty<@Nullable Draft> draft = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Pause> pause = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable FailureMode> forced = new SimpleObjectProperty<>();
    private final ObservableValue<@Nullable TurnStory> selected = Bindings.createObjectBinding(this::find, turn, told);

    /// A reply that still grows; tentative while recovery may take it back. Immutable.
    public record Draft(int turn, int attempt, String text, boolean tentative) {}

    /// The lab waits, for as long as planned. Immutable.
    public record Pause(int turn, WaitReason reason, Duration planned) {}

    /// The session on the bench, absent before the first.
    public ObjectProperty<@Nullable SessionId> session() { return session; }

    /// The session's turns, in order, as they stand.
    public ObservableList<TurnStory> turns() { return turns; }

    public ObjectProperty<Tally> tally() { return tally; }

    /// The counts when a person last marked them; screens may show what came since.
    public ObjectProperty<Tally> mark() { return mark; }

    /// The number of the selected turn, 0 for none.
    public IntegerProperty turn() { return turn; }

    /// The selected turn as it stands.
    public ObservableValue<@Nullable TurnStory> selected() { return selected; }

    /// Whether the newest turn is selected as it comes.
    public BooleanProperty follow() { return follow; }

    public ObjectProperty<@Nullable Draft> draft() { return draft; }

    public ObjectProperty<@Nullable Pause> pause() { return pause; }

    /// The failure a person asked for in the next turn; sending takes it.
    public ObjectProperty<@Nullable FailureMode> forced() { return forced; }

    /// How many questions of this session the lab has not answered.
    public ReadOnlyIntegerProperty asked() { return asked.getReadOnlyProperty(); }

    /// Notes that the lab was asked this in this session, or answered it.
    public void asked(Object question, boolean answered) {
        if (answered) {
            unanswered.remove(question);
        } else {
            unanswered.add(question);
        }
        asked.set(unanswered.size());
    }

    /// Whether something was said that is not answered yet.
    public boolean underWay() { return asked.get() > 0 || !told.isEmpty() && told.getLast().underWay(); }

    /// Selects a turn by a person's hand: following stops unless it is the newest.
    public void select(int number) {
        follow.set(told.isEmpty() || number == told.getLast().number());
        turn.set(number);
    }

    /// Selects the turn `by` places after the selected one; nothing beyond the ends.
    public void step(int by) {
        var at = index(turn.get()).orElse(by > 0 ? -1 : told.size()) + by;
        if (at >= 0 && at < told.size()) {
            select(told.get(at).number());
        }
    }

    /// Selects the next turn on which a fault acted, from the start again after the last.
    public void nextFailure() {
        var from = index(turn.get()).orElse(-1) + 1;
        IntStream.range(0, told.size()).map(i -> (from + i) % told.size()).filter(i -> told.get(i).failed()).findFirst()
                .ifPresent(i -> select(told.get(i).number()));
    }

    /// Puts another session on the bench.
    public void lay(@Nullable SessionId id, List<TurnStory> stories, Tally counts) {
        draft.set(null);
        pause.set(null);
        if (session.get() != null && !session.get().equals(id)) {
            unanswered.clear();
            asked.set(0);
        }
        session.set(id);
        told.setAll(stories);
        tally.set(counts);
        mark.set(Tally.EMPTY);
        follow.set(true);
        turn.set(stories.isEmpty() ? 0 : stories.getLast().number());
    }

    /// Takes in how a turn of the session on the bench now stands.
    public void told(TurnStory story, Tally counts) {
        index(story.number()).ifPresentOrElse(at -> told.set(at, story), () -> told.add(story));
        tally.set(counts);
        if (follow.get() && story.number() >= turn.get()) {
            turn.set(story.number());
        }
    }

    private @Nullable TurnStory find() {
        var at = index(turn.get());
        return at.isPresent() ? told.get(at.getAsInt()) : null;
    }

    private OptionalInt index(int number) {
        for (int at = told.size() - 1; at >= 0; at--) {
            if (told.get(at).number() == number) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }
}
