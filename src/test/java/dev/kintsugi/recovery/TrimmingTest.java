package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Message;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each message here has 282 characters: by the rule of thumb, 94 tokens and 6 around them.
class TrimmingTest {
    private static final List<Message> HISTORY = Collections.nCopies(10, Message.user("word w".repeat(47)));

    private static int kept(int limit, String message) {
        return Trimming.toFit(HISTORY, WireError.http(400, "", "context_length_exceeded", message).withLimit(limit))
                .size();
    }

    @Test
    void aTenthOfTheLimitIsLeftFree() {
        assertThat(kept(499, "at most 499 tokens, you sent 1000")).as("449 of 499").isEqualTo(4);
        assertThat(kept(500, "at most 500 tokens, you sent 1000")).as("450 of 500").isEqualTo(4);
        assertThat(kept(556, "at most 556 tokens, you sent 1000")).as("500 of 556").isEqualTo(5);
    }

    @Test
    void whatTheErrorCountsBesidesTheHistoryCannotBeShortened() {
        assertThat(kept(600, "at most 600 tokens, you sent 1240")).as("540, of which 240 are the prompt's")
                .isEqualTo(3);
    }

    @Test
    void allThatWasSentCountsAlsoWhereTheErrorTellsItsParts() {
        assertThat(kept(600, "at most 600 tokens, you sent 1240 tokens (1000 in the messages, 240 in the functions)"))
                .as("540, of which 240 are the functions'").isEqualTo(3);
    }

    @Test
    void halfIsLeftForAPromptThatNobodyCounted() {
        assertThat(kept(1000, "the prompt is too long")).as("450 of 1000").isEqualTo(4);
    }

    @Test
    void withoutALimitTheNewestHalfStaysAndAlwaysTheLast() {
        assertThat(kept(0, "too long")).isEqualTo(5);
        assertThat(kept(20, "at most 20 tokens")).isEqualTo(1);
        assertThat(Trimming.toFit(HISTORY.subList(0, 1), WireError.http(400, "", "", "")).size()).isEqualTo(1);
    }

    /// The same history would be refused again.
    @Test
    void somethingIsLeftOutEvenWhenAllSeemsToFit() {
        assertThat(kept(9000, "at most 9000 tokens, you sent 9001")).isLessThan(10);
    }
}
