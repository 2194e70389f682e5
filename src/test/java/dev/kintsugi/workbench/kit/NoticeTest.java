package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class NoticeTest {
    @Test
    void aProblemIsToldInItsOwnWordsHoweverDeepItLies() {
        var told = Notice.of(new CompletionException(new Problem("No answer", "the port is closed", "Open it")));
        assertThat(told).isEqualTo(new Notice("No answer", "the port is closed", "Open it", ""));
        assertThat(told.problem()).isTrue();
    }

    @Test
    void whatNobodyForesawKeepsItsTraceForTheDetailsOnly() {
        var told = Notice.of(new IllegalStateException("broken"));
        assertThat(told.why()).isEqualTo("broken");
        assertThat(told.details()).contains("IllegalStateException");
        assertThat(told.what() + told.todo()).doesNotContain("Exception");
    }

    @Test
    void troubleThatReturnsStandsThereOnceWithItsNewestDetails() {
        var notices = new Notices();
        for (int i = 1; i <= 3; i++) {
            notices.problem(
                    new Problem("No answer", "the port is closed", "Open it", new IllegalStateException("" + i)));
        }
        assertThat(notices.shown()).hasSize(1);
        assertThat(notices.shown().getFirst().details()).contains("IllegalStateException: 3");
    }

    @Test
    void onlyTheNewestNoticesStay() {
        var notices = new Notices();
        for (int i = 1; i <= 9; i++) {
            notices.say("Saved " + i);
        }
        assertThat(notices.shown()).extracting(Notice::what).containsExactly("Saved 6", "Saved 7", "Saved 8",
                "Saved 9");
    }
}
