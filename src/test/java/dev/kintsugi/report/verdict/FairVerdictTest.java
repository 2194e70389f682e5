package dev.kintsugi.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that do what good clients do, and must not be accused of it; beside them those that do not.
class FairVerdictTest {
    private static final SessionId SESSION = new SessionId("s");
    private static final int UNAVAILABLE = 503;

    private final CallerWatch watch = new CallerWatch();
    private long now = 1_000_000;
    private long sequence;
    private int requests;

    private void call(int turn, int attempt, String model, int messages, @Nullable String history, Ending ending,
            int status, boolean mayRetry, String sent) {
        var request = "req_" + ++requests;
        add(turn, new LabEvent.CallArrived(request, "caller", attempt, model, true, messages,
                history == null ? null : Text.of(history), null));
        add(turn, new LabEvent.CallAnswered(request, attempt, ending, status, 0, mayRetry, Text.of(sent)));
    }

    private void fails(int turn, int attempt, int status, boolean mayRetry) {
        call(turn, attempt, "m", 1, "", Ending.ERROR, status, mayRetry, "no");
    }

    private void add(int turn, LabEvent event) { watch.add(new Entry(SESSION, turn, ++sequence, now, now, 0, event)); }

    private void lost(int turn) {
        add(turn, new LabEvent.TurnConcluded(TurnStatus.FAILURE, TurnStatus.SUCCESS, DeliveredStatus.ERROR,
                Outcome.LOST, 1, 0, 0));
    }

    private List<Habit> habits() {
        return watch.verdicts().getFirst().findings().stream().map(Finding::habit).toList();
    }

    /// Turns of so many attempts, with pauses as a client draws them.
    private void turns(int turns, int attempts, IntToLongFunction pause) {
        for (var turn = 1; turn <= turns; turn++) {
            for (var attempt = 1; attempt <= attempts; attempt++) {
                fails(turn, attempt, UNAVAILABLE, true);
                now += pause.applyAsLong(attempt);
            }
            now += 60_000;
        }
    }

    @Test
    void aServerErrorMayBeTriedAgainEvenWhenItWouldNotHeal() {
        for (var attempt = 1; attempt <= 3; attempt++) {
            fails(1, attempt, 500, false);
            now += 1_000;
        }
        assertThat(habits()).isEmpty();
    }

    @Test
    void aServerErrorThatIsTriedAgainAtOnceIsSeen() {
        IntStream.rangeClosed(1, 3).forEach(attempt -> fails(1, attempt, 500, false));
        assertThat(habits()).containsExactly(Habit.NO_BACKOFF);
    }

    /// Of several that ask the same at once, some were told to wait: the next call of another one is no attempt of theirs.
    @Test
    void whoAsksTheSameManyTimesAtOnceIsNotJudgedByPauses() {
        arrives(1, 1, "a");
        arrives(2, 1, "b");
        answers(2, 1, "b", 200, 0);
        answers(1, 1, "a", 429, 5_000);
        for (var attempt = 2; attempt <= 12; attempt++) {
            now += 20;
            arrives(1, attempt, "c" + attempt);
            answers(1, attempt, "c" + attempt, 503, 0);
        }
        assertThat(habits()).isEmpty();
    }

    /// It asks two things at once, and each of them in vain.
    @Test
    void whoAsksDifferentThingsAtOnceIsJudgedByPauses() {
        add(1, new LabEvent.MessageReceived(Text.of("Where is it?"), null));
        arrives(1, 1, "a");
        add(2, new LabEvent.MessageReceived(Text.of("When is it paid?"), null));
        arrives(2, 1, "b");
        answers(2, 1, "b", 503, 0);
        answers(1, 1, "a", 503, 0);
        for (var attempt = 2; attempt <= 4; attempt++) {
            arrives(1, attempt, "c" + attempt);
            answers(1, attempt, "c" + attempt, 503, 0);
        }
        assertThat(habits()).containsExactly(Habit.NO_BACKOFF);
    }

    private void arrives(int turn, int attempt, String request) {
        add(turn, new LabEvent.CallArrived(request, "caller", attempt, "m", true, 1, null, null));
    }

    private void answers(int turn, int attempt, String request, int status, long wait) {
        now += 10;
        var failed = status >= 400;
        add(turn, new LabEvent.CallAnswered(request, attempt, failed ? Ending.ERROR : Ending.REPLY, status, wait,
                failed, Text.of(failed ? "no" : "Good.")));
    }

    /// The pause is any time from none up to one that doubles, as is often advised: some are very short.
    @Test
    void fullJitterIsNotAccusedHoweverLongItIsWatched() {
        var chance = new Random(7);
        turns(500, 6, attempt -> (long) (chance.nextDouble() * (1_000L << attempt - 1)));
        assertThat(habits()).isEmpty();
    }

    @Test
    void aStormOfPausesBelowASecondIsSeen() {
        turns(1, 6, _ -> 900);
        assertThat(habits()).containsExactly(Habit.RETRY_STORM);
    }

    @Test
    void anotherModelInsteadOfAnotherAttemptIsNotGivingUp() {
        fails(1, 1, UNAVAILABLE, true);
        call(2, 1, "other", 1, "", Ending.REPLY, 200, false, "yes");
        lost(1);
        assertThat(habits()).isEmpty();
    }

    @Test
    void anotherQuestionInsteadOfAnotherAttemptIs() {
        fails(1, 1, UNAVAILABLE, true);
        call(2, 1, "m", 1, "", Ending.REPLY, 200, false, "yes");
        lost(1);
        assertThat(habits()).containsExactly(Habit.GAVE_UP);
    }

    /// A text that was cut off, and an empty reply where a tool call came next: each was tried again and came whole.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CUT   | All of it. | All of it.        | All of it.
            EMPTY | ``         | [{"function":{}}] | ``
            """)
    void whatCameWholeOnTheNextAttemptIsNoBadAnswer(Ending first, String bad, String whole, String history) {
        call(1, 1, "m", 1, "", first, 200, true, bad);
        now += 1_000;
        call(1, 2, "m", 1, "", Ending.REPLY, 200, false, whole);
        call(2, 1, "m", 3, history, Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).isEmpty();
    }

    /// A program that hands over its data in several messages has no word of the assistant's, not an empty one.
    @Test
    void aConversationWithoutAnAnswerUsesNoEmptyOne() {
        call(1, 1, "m", 1, null, Ending.EMPTY, 200, true, "");
        call(2, 1, "m", 3, null, Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).doesNotContain(Habit.USED_EMPTY);
        call(3, 1, "m", 3, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).contains(Habit.USED_EMPTY);
    }

    private static final String TOOLS = "[{\"function\":{}}]";

    /// Two conversations of an agent with tools under one session's name: what goes on after a tool holds an empty word.
    @Test
    void theStepAfterAToolIsNoUseOfAnEmptyReplyInAnotherConversation() {
        call(1, 1, "m", 2, "", Ending.REPLY, 200, false, TOOLS);
        call(2, 1, "m", 2, "", Ending.REPLY, 200, false, TOOLS);
        call(3, 1, "m", 2, "", Ending.EMPTY, 200, true, "");
        call(4, 1, "m", 4, "", Ending.ERROR, 503, true, "no");
        call(4, 2, "m", 4, "", Ending.REPLY, 200, false, TOOLS);
        call(5, 1, "m", 4, "", Ending.REPLY, 200, false, "Good.");
        call(6, 1, "m", 6, "", Ending.REPLY, 200, false, "Good.");
        call(7, 1, "m", 3, "Good.", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).doesNotContain(Habit.USED_EMPTY);
    }

    /// It used a tool before, and went on from that soundly or with the call that was answered with nothing.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAgentThatUsedToolsIsSeenToUseAnEmptyReply(boolean atOnce) {
        call(1, 1, "m", 2, "", Ending.REPLY, 200, false, TOOLS);
        if (atOnce) {
            call(2, 1, "m", 4, "", Ending.EMPTY, 200, true, "");
            call(3, 1, "m", 6, "", Ending.REPLY, 200, false, "Good.");
        } else {
            call(2, 1, "m", 4, "", Ending.REPLY, 200, false, "Good.");
            call(3, 1, "m", 6, "Good.", Ending.EMPTY, 200, true, "");
            call(4, 1, "m", 8, "", Ending.REPLY, 200, false, "Good.");
        }
        assertThat(habits()).contains(Habit.USED_EMPTY);
    }

    /// A stream that broke off in a tool call, of which there is no text: the caller tells the model what came of it.
    @ParameterizedTest
    @CsvSource({"CUT, ACCEPTED_TRUNCATED", "STALLED, ACCEPTED_TRUNCATED", "STREAM_ERROR, SWALLOWED_ERROR"})
    void aToolCallThatWasCutAndUsedIsSeen(Ending ending, Habit habit) {
        call(1, 1, "m", 2, null, ending, 200, true, "");
        call(2, 1, "m", 4, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).containsExactly(habit);
    }

    @Test
    void aToolCallThatWasCutAndCameWholeIsNoBadAnswer() {
        call(1, 1, "m", 2, null, Ending.CUT, 200, true, "");
        now += 1_000;
        call(1, 2, "m", 2, null, Ending.REPLY, 200, false, TOOLS);
        call(2, 1, "m", 4, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).isEmpty();
    }

    /// An earlier call asked for tools and nothing came of it: it may be that one which goes on, so in doubt nothing is said.
    @Test
    void whoMayHaveUsedACutToolCallIsNotSaidToHaveGivenUp() {
        call(1, 1, "m", 2, null, Ending.REPLY, 200, false, TOOLS);
        call(2, 1, "m", 2, null, Ending.CUT, 200, true, "");
        lost(2);
        call(3, 1, "m", 4, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).isEmpty();
    }

    /// What goes on has more messages than the earlier call and the answers of its tools.
    @Test
    void aCutToolCallThatNoEarlierCallExplainsIsSeenAsUsed() {
        call(1, 1, "m", 2, null, Ending.REPLY, 200, false, TOOLS);
        call(2, 1, "m", 4, "Good.", Ending.CUT, 200, true, "");
        lost(2);
        call(3, 1, "m", 6, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).containsExactly(Habit.ACCEPTED_TRUNCATED);
    }

    @Test
    void manyToolsOfAnEarlierCallMayExplainIt() {
        var four = TOOLS.replace("]", ",{},{},{}]");
        call(1, 1, "m", 2, null, Ending.REPLY, 200, false, four);
        call(2, 1, "m", 4, "Good.", Ending.CUT, 200, true, "");
        lost(2);
        call(3, 1, "m", 7, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).isEmpty();
    }

    /// The next conversation uses a tool of its own; nothing came of the cut one.
    @Test
    void aCutToolCallThatNobodyCameBackToIsGivenUp() {
        call(1, 1, "m", 2, null, Ending.REPLY, 200, false, TOOLS);
        call(2, 1, "m", 2, null, Ending.CUT, 200, true, "");
        lost(2);
        call(3, 1, "m", 2, null, Ending.REPLY, 200, false, TOOLS);
        call(4, 1, "m", 4, "", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).containsExactly(Habit.GAVE_UP);
    }

    @Test
    void whatCameBeforeABrokenChunkIsSwallowedTooWhenItGoesOn() {
        call(1, 1, "m", 1, "", Ending.BROKEN, 200, true, "It is in review, and more.");
        call(2, 1, "m", 3, "It is in review", Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).containsExactly(Habit.SWALLOWED_ERROR);
    }

    /// Using what came of a failed call is one fault, not that and having given it up.
    @ParameterizedTest
    @CsvSource({"CUT, ACCEPTED_TRUNCATED", "STREAM_ERROR, SWALLOWED_ERROR", "EMPTY, USED_EMPTY"})
    void whoUsesABadAnswerIsNotSaidToHaveGivenUpToo(Ending how, Habit habit) {
        var sent = how == Ending.EMPTY ? "" : "Half of it";
        call(1, 1, "m", 1, "", how, 200, true, sent);
        lost(1);
        call(2, 1, "m", 3, sent, Ending.REPLY, 200, false, "Good.");
        assertThat(habits()).containsExactly(habit);
    }

    /// Each call used to be held against all pairs of those after it, which took hours.
    @Test
    void thousandsOfBadAnswersAreJudgedOneByOne() {
        for (var turn = 1; turn <= 15_000; turn++) {
            call(turn, 1, "m", 1, "", Ending.CUT, 200, true, "Half of it");
            lost(turn);
            now += 10;
        }
        assertThat(watch.verdicts().getFirst().findings()).singleElement()
                .satisfies(f -> assertThat(f.times()).isEqualTo(15_000));
        assertThat(habits()).containsExactly(Habit.GAVE_UP);
    }
}
