package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Law;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionStoryTest {
    private final SessionStory story = new SessionStory(3);
    private long sequence;

    private void begin(int turn) { add(turn, new LabEvent.MessageReceived(Text.of("message " + turn), null)); }

    private void end(int turn) { end(turn, Outcome.SOUND, 10); }

    private void end(int turn, Outcome outcome, long ms) {
        add(turn, new LabEvent.TurnConcluded(TurnStatus.SUCCESS, TurnStatus.SUCCESS, DeliveredStatus.REPLY,
                outcome, 1, 1, ms));
    }

    private void add(int turn, LabEvent event) {
        story.add(new Entry(new SessionId("s"), turn, ++sequence, 0, 0, 0, event));
    }

    @Test
    void earlierTurnsAreCountedAndTheLatestTold() {
        for (int turn = 1; turn <= 11; turn++) {
            begin(turn);
            end(turn);
        }
        assertThat(story.size()).isEqualTo(11);
        assertThat(story.tally().turns()).isEqualTo(11);
        assertThat(story.count(Outcome.SOUND)).isEqualTo(11);
        assertThat(story.turns()).extracting(TurnStory::number).containsExactly(7, 8, 9, 10, 11);
        assertThat(story.turn(6)).isEmpty();
        assertThat(story.turn(9)).map(t -> t.message().value()).contains("message 9");
        assertThat(story.opening().value()).isEqualTo("message 1");
        assertThat(story.openTurns()).isEmpty();
    }

    @Test
    void failuresThatAreLostEarlyDoNotMakeForAShortMedian() {
        for (int turn = 1; turn <= 9; turn++) {
            begin(turn);
            end(turn, turn % 2 == 0 ? Outcome.SOFTENED : Outcome.LOST, 600);
        }
        begin(10);
        end(10, Outcome.RECOVERED, 3_000);
        assertThat(story.tally().medianRestore()).isEqualTo("not reached");
    }

    @Test
    void aCallThatWasServedIsAWholeTurn() {
        for (int turn = 1; turn <= 8; turn++) {
            add(turn, new LabEvent.CallServed("r" + turn, "c", "m", false, 1, Text.of("message " + turn), null,
                    new Decision(Decision.Reason.OFF, null, Law.SEQUENTIAL, 0, 0, List.of(), 42, 1), "m", 7, 1, 0, true,
                    Text.of("answer " + turn), null, 5, null));
        }
        assertThat(story.size()).isEqualTo(8);
        assertThat(story.openTurns()).isEmpty();
        assertThat(story.count(Outcome.SOUND)).isEqualTo(8);
        assertThat(story.tally().turns()).isEqualTo(8);
        assertThat(story.opening().value()).isEqualTo("message 1");
        assertThat(story.turns().getLast()).satisfies(turn -> {
            assertThat(turn.delivered().value()).isEqualTo("answer 8");
            assertThat(turn.outcome()).isEqualTo(Outcome.SOUND);
            assertThat(turn.tokens()).isEqualTo(7);
            assertThat(turn.processingMs()).isEqualTo(5);
            assertThat(turn.entries()).extracting(Entry::lab).containsExactly(-5L, -5L, -5L, 0L, 0L, 0L, 0L);
        });
    }

    /// It counts from the next turn on, and had no part in the one before.
    @Test
    void whatIsSetAfterATurnStandsBeforeTheNext() {
        begin(1);
        add(1, new LabEvent.SettingChanged("multiplier", Text.of("2")));
        end(1);
        var steps = story.turns().getLast().steps();
        add(1, new LabEvent.SettingChanged(LabEvent.SettingChanged.POLICY, Text.of("patient")));
        add(1, new LabEvent.PanicStopped());
        assertThat(story.turns().getLast().steps()).isEqualTo(steps).first()
                .matches(step -> step.text().endsWith("multiplier"));
        assertThat(story.turns().getLast().entries()).hasSize(5);
        begin(2);
        end(2);
        assertThat(story.turns().getLast().steps()).extracting(TurnStep::text).containsExactly(
                "Setting changed: policy", "Every fault was stopped", "Delivered as it came");
        assertThat(story.turns().getLast().steps()).extracting(TurnStep::atMs).containsOnly(0L);
        assertThat(story.turns().getLast().entries()).hasSize(2);
        begin(3);
        assertThat(story.turns().getLast().steps()).isEmpty();
    }

    @Test
    void aTurnThatIsOpenStays() {
        for (int turn = 1; turn <= 9; turn++) {
            begin(turn);
            if (turn != 2) {
                end(turn);
            }
        }
        assertThat(story.openTurns()).containsExactly(2);
        end(2);
        assertThat(story.turn(2)).as("whoever ended it can still ask for it").map(TurnStory::outcome)
                .contains(Outcome.SOUND);
        begin(10);
        end(10);
        assertThat(story.turns()).extracting(TurnStory::number).containsExactly(8, 9, 10);
        assertThat(story.tally().turns()).isEqualTo(10);
        assertThat(story.openTurns()).isEmpty();
    }

    @Test
    void whatComesLateOfATurnThatIsNotToldAnyMoreIsLeftAlone() {
        for (int turn = 1; turn <= 6; turn++) {
            begin(turn);
            end(turn);
        }
        add(1, new LabEvent.CooldownEnded());
        assertThat(story.turns()).extracting(TurnStory::number).containsExactly(4, 5, 6);
    }
}
