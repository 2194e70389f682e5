package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.AgentSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Experiments that were broken off, and go on where they were.
class PlayedAgainTest extends PlayingCase {
    @Test
    void whatWasCancelledGoesOnAndEndsAsIfItNeverHadStopped() throws IOException {
        var whole = new ResultStore(folder.resolve("whole"), two());
        whole.close(play(two(), 2, whole));
        var out = folder.resolve("cut");
        var store = new ResultStore(out, two());
        var asked = new AtomicInteger();
        var cut = Playing.play(AGENTS, two(),
                new Playing.Options(1, () -> asked.incrementAndGet() > 3, store, null, null, (_, _) -> {}));
        store.close(cut);
        assertThat(cut.ending()).isEqualTo(Results.Ending.CANCELLED);
        assertThat(cut.tasks().keySet()).containsExactly(1, 2, 3);
        Files.writeString(out.resolve("episodes.part.jsonl"), "{\"task\":4,\"episo", StandardOpenOption.APPEND);
        var again = new ResultStore(out, two());
        assertThat(again.found()).as("the torn line of a killed run is no result").hasSize(3);
        var done = new AtomicInteger();
        again.close(Playing.play(AGENTS, two(),
                new Playing.Options(1, () -> done.incrementAndGet() > 100, again, null, null, (_, _) -> {})));
        assertThat(out.resolve(ResultStore.FILE)).hasSameBinaryContentAs(folder.resolve("whole/" + ResultStore.FILE));
        assertThat(out.resolve("episodes.part.jsonl")).doesNotExist();
    }

    @Test
    void whatWasFinishedBeforeIsNotPlayedAgain() {
        var asked = new AtomicInteger();
        var cut = Playing.play(AGENTS, two(),
                new Playing.Options(1, () -> asked.incrementAndGet() > 4, null, null, null, (_, _) -> {}));
        var begun = new AtomicInteger();
        AgentSource counting = (settings, seed, clock) -> {
            begun.incrementAndGet();
            return AGENTS.agent(settings, seed, clock);
        };
        var rest = Playing.play(counting, two(),
                new Playing.Options(1, () -> false, null, null, cut, (_, _) -> {}));
        assertThat(begun.get()).as("two arms of the six that were missing").isEqualTo(12);
        assertThat(rest).isEqualTo(play(two(), 1, null));
    }

    @Test
    void whatBrokeInTheLabIsPlayedAgain() throws IOException {
        var store = new ResultStore(folder.resolve("out"), two());
        var results = Playing.play(BROKEN, two(),
                new Playing.Options(2, () -> false, store, null, null, (_, _) -> {}));
        store.close(results);
        assertThat(Findings.of(results).all(Verdict.INFRASTRUCTURE_ERROR)).isEqualTo(2);
        var again = new ResultStore(folder.resolve("out"), two());
        assertThat(again.found()).hasSize(9).doesNotContainKey(3);
        again.close(play(two(), 2, again));
        var whole = new ResultStore(folder.resolve("whole"), two());
        whole.close(play(two(), 2, whole));
        assertThat(folder.resolve("out/" + ResultStore.FILE))
                .hasSameBinaryContentAs(folder.resolve("whole/" + ResultStore.FILE));
        assertThat(Findings.of(Playing.play(AGENTS, two(),
                new Playing.Options(2, () -> false, null, null, results, (_, _) -> {})))
                .all(Verdict.INFRASTRUCTURE_ERROR)).as("in the window too").isZero();
    }

    @Test
    void resultsOfAnotherExperimentAreNotMixedIn() {
        new ResultStore(folder.resolve("out"), two()).close(play(two(), 2, null));
        var other = plan("""
                episodes: 10
                conversation: {before: 1, fail: all}
                arms: [{name: none}]
                """);
        assertThatThrownBy(() -> new ResultStore(folder.resolve("out"), other)).isInstanceOf(Problem.class)
                .hasMessageContaining("results of another experiment");
    }

    @Test
    void aLogThatCannotBeKeptEndsTheRunAndIsNoResult() {
        var out = folder.resolve("out");
        assertThatThrownBy(() -> Playing.play(AGENTS, two(), new Playing.Options(2, () -> false,
                new ResultStore(out, two()), folder.resolve("nowhere"), null, (_, _) -> {})))
                .isInstanceOf(Problem.class).hasMessageContaining("The session was not exported");
        assertThat(new ResultStore(out, two()).found()).isEmpty();
    }
}
