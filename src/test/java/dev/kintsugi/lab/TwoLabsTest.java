package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import org.junit.jupiter.api.Test;

/// Two labs on one store that mean the same session.
class TwoLabsTest {
    private static final SessionId SHARED = new SessionId("shared");

    @Test
    void aSessionThatTheOtherBeganAMomentAgoIsOpened() {
        var store = H2Journal.inMemory();
        try (var other = lab(store);
                var lab = lab(
                        LateJournal.lateBy(store, SHARED, () -> other.converse(SHARED).say("Hello", null).join()))) {
            lab.converse(SHARED).say("Hello again", null).join();
            assertThat(lab.open(SHARED).turns()).extracting(turn -> turn.message().value())
                    .containsExactly("Hello", "Hello again");
            assertThat(lab.replay(SHARED).difference()).isEmpty();
        }
    }

    @Test
    void theStateOfAnOpenSessionIsToldAsTheOtherLeftIt() {
        var store = H2Journal.inMemory();
        try (var other = lab(store); var lab = lab(store)) {
            lab.converse(SHARED).say("Hello", null).join();
            other.converse(SHARED).say("Hello again", null).join();
            assertThat(lab.state(SHARED)).contains("Hello again").isEqualTo(other.state(SHARED));
        }
    }

    private static Lab lab(Journal journal) {
        return new Lab(LabSettings.defaults(), journal, new EmbeddedState(new ConversationClock()), new TestAgents());
    }
}
