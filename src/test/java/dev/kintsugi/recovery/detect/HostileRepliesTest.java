package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies that are made to keep a reader busy: whatever a model sends, its turn goes on. The limit is generous; what
/// grows faster than the text would not end within it.
class HostileRepliesTest {
    private static final int LONG = 100_000;

    @ParameterizedTest
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    @ValueSource(strings = {"a", "1", "1,", "1.", "1-", "12:", "A B ", "I can't ", "before I ", "$1 and $2 ", "1 to ",
            "\n", "\n1. ", "(", "[{\"a\":", "```", "Dr. ", "http://a.", "a@b.", "§ 1 ", "1 + 1 = 3 ", "May 5 ", "the ",
            "according to ", "by the way, ", "-", "'", "\uD83D\uDE00", "\uD83D", "\u0301", "one two ", "555-0142 ",
            "I've booked ", "Since all ", "Your claim CLM-2024-1 has 12 days. ", "20 % of $30 plus 7 hours "})
    void aLongReplyOfTheSameIsReadInNoTime(String piece) {
        var reply = piece.repeat(LONG / piece.length());
        var found = Detectors.check(new Observation(reply, FinishReason.STOP,
                List.of(Message.user("Where is my claim?"), Message.assistant(reply), Message.user(reply)),
                Knowledge.of(List.of(new Passage("1", "Claims", "A claim takes 15 days and costs $20.")), "Ada"),
                List.of(), List.of(), LocalDate.of(2024, 11, 22)), 1);
        assertThat(found).allMatch(d -> 0 <= d.start() && d.start() <= d.end() && d.end() <= reply.length());
    }
}
