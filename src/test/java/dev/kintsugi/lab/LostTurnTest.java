package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.Hindered;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The store is lost in the midst of a turn, and whoever watches is told how that ended.
class LostTurnTest {
    /// After so many batches none more is taken; negative for as many as come.
    private final AtomicInteger left = new AtomicInteger(-1);
    private final List<TurnStory> told = new CopyOnWriteArrayList<>();
    private final Lab lab = new Lab(LabSettings.defaults(), thatIsLost(H2Journal.inMemory()),
            new EmbeddedState(new ConversationClock()), new TestAgents());
    private final Watch watch = lab.watch(news -> {
        if (news instanceof LabNews.TurnChanged changed) {
            told.add(changed.turn());
        }
    });

    private Journal thatIsLost(Journal inner) {
        return Hindered.journal(inner, asked -> {
            if (asked.equals("append") && left.get() >= 0 && left.getAndDecrement() == 0) {
                left.set(0);
                throw new Problem("The store cannot be reached", "it is gone", "Bring it back");
            }
        });
    }

    @AfterEach
    void close() {
        left.set(-1);
        watch.close();
        lab.close();
    }

    private static void fails(Session session) {
        assertThatThrownBy(() -> session.say("Hello", null).join()).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void itIsOverForWhoeverWatches(int batches) {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        session.say("Hello", null).join();
        told.clear();
        left.set(batches);

        fails(session);

        assertThat(told.getLast().number()).isEqualTo(2);
        assertThat(told.getLast().state()).isEqualTo(TurnStory.State.INTERRUPTED);
        assertThat(told.getLast().delivered().value()).isEmpty();
    }

    @Test
    void whatIsSaidBeforeTheStoreIsBackTellsNothingOfIt() {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        left.set(0);
        fails(session);
        told.clear();

        fails(session);

        assertThat(told).noneMatch(turn -> turn.state() == TurnStory.State.CONCLUDED);
    }

    @Test
    void itGoesOnOnceTheStoreIsBack() {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        left.set(0);
        fails(session);
        left.set(-1);

        session.say("Hello", null).join();

        assertThat(told.getLast().state()).isEqualTo(TurnStory.State.CONCLUDED);
    }
}
