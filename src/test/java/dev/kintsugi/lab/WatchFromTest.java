package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.watch.LogLine;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A watcher that lost its stream goes on where it was.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchFromTest {
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    private final Lab lab = new Lab(LabSettings.defaults(), H2Journal.inMemory(),
            new EmbeddedState(new ConversationClock()), new TestAgents());
    private final Session session = lab.begin(
            SessionSpec.of(lab.settings()).virtual(Instant.parse("2026-01-05T09:00:00Z"), ""));

    @AfterEach
    void close() { lab.close(); }

    private void say() { session.say(QUESTION, null).join(); }

    private List<String> written() {
        var lines = new ArrayList<String>();
        lab.lines(session.id(), lines::add);
        return lines;
    }

    private static List<String> text(List<LogLine> lines) { return lines.stream().map(LogLine::line).toList(); }

    @Test
    void tellsWhatIsOnDiskAndThenWhatComes() {
        say();
        var told = new CopyOnWriteArrayList<LogLine>();
        try (var _ = lab.watchFrom(session.id(), 0, told::add)) {
            say();
            await().until(() -> told.size() == written().size());
        }
        assertThat(text(told)).isEqualTo(written());
        assertThat(told).extracting(LogLine::sequence).isSorted().startsWith(1L, 2L);
    }

    @Test
    void goesOnAfterTheLastLineItHad() {
        say();
        var head = written().size();
        say();
        var told = new CopyOnWriteArrayList<LogLine>();
        try (var _ = lab.watchFrom(session.id(), head, told::add)) {
            await().until(() -> told.size() == written().size() - head);
        }
        assertThat(text(told)).isEqualTo(written().subList(head, written().size()));
    }

    @Test
    void aStreamCutAtAnyLineLosesNothingAndRepeatsNothing() {
        var told = new CopyOnWriteArrayList<LogLine>();
        var turns = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 12; i++) {
                say();
            }
        });
        while (turns.isAlive() || told.size() < written().size()) {
            var cut = new Semaphore(0);
            var left = new int[]{7};
            try (var _ = lab.watchFrom(session.id(), told.size(), line -> {
                told.add(line);
                if (--left[0] == 0) {
                    cut.release();
                    throw new IllegalStateException("the stream broke");
                }
            })) {
                await().until(() -> cut.tryAcquire() || (!turns.isAlive() && told.size() == written().size()));
            }
        }
        assertThat(text(told)).isEqualTo(written());
    }

    @Test
    void aSlowWatcherHoldsUpNobodyAndMissesNothing() {
        var told = new CopyOnWriteArrayList<LogLine>();
        var go = new CountDownLatch(1);
        try (var _ = lab.watchFrom(session.id(), 0, line -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            told.add(line);
        })) {
            for (int i = 0; i < 1_300; i++) {
                session.outside(new LabEvent.CooldownEnded()).join();
            }
            assertThat(written().size()).as("more than a watcher's queue holds").isGreaterThan(1_200);
            assertThat(told).isEmpty();
            go.countDown();
            await().until(() -> told.size() == written().size());
        }
        assertThat(text(told)).isEqualTo(written());
    }

    @Test
    void aClosedWatchHearsNothingMore() {
        var told = new CopyOnWriteArrayList<LogLine>();
        var watch = lab.watchFrom(session.id(), 0, told::add);
        await().until(() -> told.size() == written().size());
        watch.close();
        watch.close();
        var before = told.size();
        say();
        assertThat(told).hasSize(before);
    }

    @Test
    void aPositionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> lab.watchFrom(session.id(), 99, _ -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("after 99");
        assertThatThrownBy(() -> lab.watchFrom(new SessionId("nobody"), 0, _ -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("no session 'nobody'");
    }
}
