package dev.kintsugi.lab.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A log that somebody altered in the store behind the lab's back.
class DamagedLogTest {
    private static final SessionId ID = new SessionId("harmed");

    /// What was done to it.
    enum Harm {
        GARBAGE {
            @Override
            void to(List<String> lines) { lines.set(5, "garbage"); }
        },
        CUT {
            @Override
            void to(List<String> lines) { lines.set(5, lines.get(5).substring(0, 40)); }
        },
        MESSAGE_GONE {
            @Override
            void to(List<String> lines) { lines.removeIf(line -> line.contains("\"message_received\"")); }
        };

        abstract void to(List<String> lines);
    }

    /// A journal whose lines come harmed from now on.
    private record Harmed(Journal journal, Harm harm, AtomicBoolean now) implements ForwardingJournal {
        @Override
        public Stretch lines(SessionId session, long after, int batches) {
            if (!now.get()) {
                return journal.lines(session, after, batches);
            }
            var lines = new ArrayList<String>();
            journal.lines(session, 0, lines::add);
            harm.to(lines);
            return new Stretch(lines.stream().skip(after).toList(), Math.max(after, lines.size()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isToldAsSuchAndNotAsAMistakeOfOurs(Harm harm) {
        var now = new AtomicBoolean();
        var settings = LabSettings.defaults().withTimeScale(ConversationClock.INSTANT);
        try (var lab = new Lab(settings, new Harmed(H2Journal.inMemory(), harm, now),
                new EmbeddedState(new ConversationClock()), new TestAgents())) {
            lab.begin(SessionSpec.of(settings).named(ID)).say("Where is my claim?", null).join();
            lab.close(ID);
            now.set(true);
            assertThatThrownBy(() -> lab.open(ID)).isInstanceOfSatisfying(Problem.class, p -> {
                assertThat(p.what()).isEqualTo("The log of session 'harmed' is damaged");
                assertThat(p.why()).matches("line \\d+ cannot be read, or does not fit to those before it");
            });
            var report = new Rescue(lab, new VirtualClock(Instant.EPOCH)).recover(ID, List.of());
            assertThat(report.closed()).isTrue();
            assertThat(report.of(Finding.Result.REMAINS)).extracting(Finding::part).containsExactly("log", "session");
            assertThat(report.kept()).contains("was altered");
        }
    }
}
