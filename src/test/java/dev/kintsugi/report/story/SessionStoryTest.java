package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import org.junit.jupiter.api.Test;

class SessionStoryTest {
    private final SessionStory story = new SessionStory(3);
    private long sequence;

    private void begin(int turn) { add(turn, new LabEvent.MessageReceived(Text.of("message " + turn), null)); }

    private void end(int turn) {
        add(turn, new LabEvent.TurnConcluded(TurnStatus.SUCCESS, TurnStatus.SUCCESS, DeliveredStatus.REPLY,
                Outcome.SOUND, 1, 1, 10));
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
    void aTurnThatIsOpenStays() {
        for (int turn = 1; turn <= 9; turn++) {
            begin(turn);
            if (turn != 2) {
                end(turn);
            }
        }
        assertThat(story.openTurns()).containsExactly(2);
        end(2);
        begin(10);
        end(10);
        assertThat(story.turns()).extracting(TurnStory::number).containsExactly(7, 8, 9, 10);
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
