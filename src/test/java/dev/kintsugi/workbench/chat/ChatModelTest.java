package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Bench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleStringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatModelTest {
    private final Bench bench = new Bench();
    private final Said talk = new Said();
    private final SimpleStringProperty blocked = new SimpleStringProperty("");
    private final ChatModel model = new ChatModel(bench, talk, bench.forced(), blocked, Runnable::run);
    private final Stories stories = new Stories();

    private Subscription followed = Subscription.EMPTY;

    @BeforeEach
    void follow() { followed = model.follow(); }

    @Test
    void nothingSaidIsEmpty() { assertThat(model.state().get()).isEqualTo(ChatState.EMPTY); }

    @Test
    void aSentMessageLeavesTheBoxAndTakesTheForcedModeAlong() {
        model.outbox().draft().set("  Hello  ");
        bench.forced().set(FailureMode.OFF_TOPIC);
        model.send();

        assertThat(talk.said).containsExactly("Hello OFF_TOPIC");
        assertThat(model.outbox().draft().get()).isEmpty();
        assertThat(bench.forced().get()).isNull();
        assertThat(model.state().get()).isEqualTo(ChatState.THINKING);
    }

    @Test
    void aSentMessageIsOnItsWayUntilItsTurnStandsAmongTheTurns() {
        model.outbox().draft().set("Hello");
        model.send();
        assertThat(model.outbox().outgoing()).extracting(Outbox.Sent::message).containsExactly("Hello");

        lay(stories.message("Hello"));
        assertThat(model.outbox().outgoing()).isEmpty();
    }

    /// It went to the end of a conversation of which an old turn was shown, and nothing was seen of it.
    @Test
    void whoSaysSomethingFollowsWhatComesOfIt() {
        lay(stories.message("Hello").sound().sound());
        bench.select(1);
        model.send();
        assertThat(bench.follow().get()).as("nothing was written").isFalse();

        model.outbox().draft().set("And now?");
        model.send();
        assertThat(bench.follow().get()).isTrue();
    }

    /// Who sends and goes to another page at once comes back to a turn that has begun.
    @Test
    void aMessageWhoseTurnBeganWhileNobodyLookedIsNoLongerOnItsWay() {
        model.ask("Hello");
        model.ask("And now?");
        followed.unsubscribe();
        lay(stories.message("Hello").message("And now?"));

        model.follow();
        assertThat(model.outbox().outgoing()).isEmpty();
        followed.unsubscribe();
        bench.lay(new SessionId("another"), List.of(), Tally.EMPTY);
        model.follow();
        assertThat(model.state().get()).isEqualTo(ChatState.EMPTY);
    }

    @Test
    void anotherSessionDoesNotWaitForTheAnswerOfTheOneBefore() {
        model.ask("Hello");
        lay(stories.message("Hello"));
        assertThat(model.state().get()).isEqualTo(ChatState.THINKING);

        bench.lay(new SessionId("another"), List.of(), Tally.EMPTY);
        assertThat(model.state().get()).isEqualTo(ChatState.EMPTY);
        talk.answer.completeExceptionally(new Problem("The store is full", "no space", "Free some space"));
        assertThat(model.outbox().draft().get()).isEqualTo("Hello");
    }

    @Test
    void twoMessagesOfTheSameWordsLeaveOneByOne() {
        model.ask("Hello");
        model.ask("Hello");
        lay(stories.message("Hello"));
        assertThat(model.outbox().outgoing()).hasSize(1);

        lay(stories.add(new LabEvent.TurnInterrupted("stopped")).message("Hello"));
        assertThat(model.outbox().outgoing()).isEmpty();
    }

    @Test
    void aTurnUnderWayPassesEveryFilter() {
        lay(stories.sound().message("Hello"));

        for (var filter : ChatFilter.values()) {
            assertThat(numbers(filter)).contains(2);
        }
    }

    @Test
    void aBlankMessageIsNotSent() {
        model.outbox().draft().set("  \n ");
        model.send();

        assertThat(talk.said).isEmpty();
    }

    @Test
    void nothingIsSentWhileTheJournalIsDown() {
        blocked.set("The journal is down");
        model.outbox().draft().set("Hello");
        model.send();
        model.firstRun();

        assertThat(talk.said).isEmpty();
        assertThat(model.outbox().draft().get()).isEqualTo("Hello");
    }

    @Test
    void whyItCouldNotBeSentIsNotSaidAnyMoreOnceItCan() {
        model.ask("Hello");
        blocked.set("The journal is down");
        talk.answer.completeExceptionally(new Problem("The store is gone", "nobody listens", "Bring it back"));
        assertThat(model.state().get()).isEqualTo(ChatState.FAILED);

        blocked.set("");

        assertThat(model.outbox().problem().get()).isNull();
        assertThat(model.outbox().draft().get()).isEqualTo("Hello");
    }

    @Test
    void aMessageThatCouldNotBeSentStandsInTheBoxAgain() {
        bench.forced().set(FailureMode.OFF_TOPIC);
        model.outbox().draft().set("Hello");
        model.send();
        talk.answer.completeExceptionally(new Problem("The store is full", "no space", "Free some space"));

        assertThat(model.outbox().draft().get()).isEqualTo("Hello");
        assertThat(bench.forced().get()).isEqualTo(FailureMode.OFF_TOPIC);
        assertThat(model.state().get()).isEqualTo(ChatState.FAILED);
        assertThat(model.outbox().problem().get()).extracting(Problem::what).isEqualTo("The store is full");
    }

    @Test
    void aWaitCountsDown() {
        lay(stories.message("Hello"));
        bench.pause().set(new Bench.Pause(1, WaitReason.INJECTED_DELAY, Duration.ofSeconds(12)));
        model.waited(2_000);

        assertThat(model.state().get()).isEqualTo(ChatState.WAITING);
        assertThat(model.waiting().get().words()).isEqualTo("The call hangs, 10.0 s left");
    }

    @Test
    void aTentativeTextThatIsTakenBackIsShownAsWithdrawnUntilTheTurnIsOver() {
        lay(stories.message("Hello"));
        bench.draft().set(new Bench.Draft(1, 1, "Your deductible is 900", true));
        assertThat(model.state().get()).isEqualTo(ChatState.STREAMING);
        bench.draft().set(new Bench.Draft(1, 2, "Your", true));
        assertThat(model.arriving().get()).isEqualTo(new Arriving("Your", true, "Your deductible is 900"));

        bench.draft().set(null);
        lay(new Stories().sound());
        assertThat(model.arriving().get()).isEqualTo(Arriving.NOTHING);
        assertThat(model.state().get()).isEqualTo(ChatState.READY);
    }

    @Test
    void whatWasDeliveredIsNotShownAsTakenBackInTheNextTurn() {
        lay(stories.message("Hello"));
        bench.draft().set(new Bench.Draft(1, 1, "Your deductible is 1,200", true));
        lay(new Stories().sound());
        bench.draft().set(null);

        assertThat(model.arriving().get()).isEqualTo(Arriving.NOTHING);
    }

    @Test
    void eachFilterShowsItsTurns() {
        lay(stories.sound().hallucinated(Outcome.RECOVERED).hallucinated(Outcome.LOST).hallucinated(Outcome.SOFTENED));

        assertThat(numbers(ChatFilter.ALL)).containsExactly(1, 2, 3, 4);
        assertThat(numbers(ChatFilter.FAILED)).containsExactly(2, 3, 4);
        assertThat(numbers(ChatFilter.RECOVERED)).containsExactly(2);
        assertThat(numbers(ChatFilter.LOST)).containsExactly(3);
    }

    @Test
    void theFirstRunForcesOneFailure() {
        model.firstRun();

        assertThat(talk.said).containsExactly(ChatModel.FIRST_QUESTION + " HALLUCINATION");
    }

    private List<Integer> numbers(ChatFilter filter) {
        model.filter().set(filter);
        return model.shown().stream().map(TurnStory::number).toList();
    }

    private void lay(Stories told) { bench.lay(Stories.SESSION, told.turns(), told.told().tally()); }

    private static final class Said implements Talk {
        private final List<String> said = new ArrayList<>();
        private final CompletableFuture<TurnStory> answer = new CompletableFuture<>();

        @Override
        public CompletableFuture<TurnStory> say(String message, @Nullable FailureMode forced) {
            said.add(message + " " + forced);
            return answer;
        }

        @Override
        public void stop() { said.add("stop"); }

        @Override
        public void skipWait() { said.add("skip"); }
    }
}
