package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.store.EmbeddedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Conversations of ten turns in virtual time, one after the other, so that no turn drags a long past behind it. Safe
/// for many threads.
final class Turns implements AutoCloseable {
    static final int EACH = 10;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Lab lab;

    Turns(Journal journal, AgentSource agents) {
        this.lab = new Lab(LabSettings.defaults(), journal, new EmbeddedState(new ConversationClock()), agents);
    }

    Lab lab() { return lab; }

    /// One conversation; returns the real time of its turns alone, in nanoseconds.
    long converse(@Nullable FailureMode forced) {
        var session = begin();
        var start = System.nanoTime();
        say(session, EACH, forced);
        var took = System.nanoTime() - start;
        lab.close(session.id());
        return took;
    }

    Session begin() { return lab.begin(SessionSpec.of(lab.settings()).virtual(START, "bench")); }

    /// Says so much at once; the session's lane takes one after the other. Who waits is woken once, at the end: waking a
    /// thread on a processor that sleeps takes as long as half a turn.
    static void say(Session session, int times, @Nullable FailureMode forced) {
        var all = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < times; i++) {
            all.add(session.say(SteadyAgent.QUESTION + " Asked " + i + " times before.", forced));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    @Override
    public void close() { lab.close(); }
}
