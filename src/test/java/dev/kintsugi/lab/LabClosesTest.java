package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.Hindered;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A lab ends when it is told to.
class LabClosesTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile boolean silent;

    private final Lab lab = new Lab(LabSettings.defaults(), Hindered.journal(H2Journal.inMemory(), this::mayWait),
            new EmbeddedState(new ConversationClock()), new TestAgents());

    private void mayWait(String what) {
        if (silent && what.equals("lines")) {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void whileASessionThatIsBeingOpenedWaitsForItsStore() throws InterruptedException {
        var id = lab.begin(SessionSpec.of(lab.settings())).id();
        lab.close(id);
        silent = true;
        var opening = CompletableFuture.runAsync(() -> lab.open(id), Thread.ofVirtual()::start);
        asked.await();

        assertThat(CompletableFuture.runAsync(lab::close, Thread.ofVirtual()::start))
                .succeedsWithin(Duration.ofSeconds(30));
        assertThat(opening).isNotDone();
        answers.countDown();
    }
}
