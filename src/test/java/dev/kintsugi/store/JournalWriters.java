package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.SnapshotRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every journal must do for many that write at once, and for one that is interrupted or too late.
interface JournalWriters {
    Journal journal();

    @Test
    default void aBatchThatCannotBeWrittenHarmsOnlyItself() throws Exception {
        var outcomes = atOnce(60, i -> {
            var rows = new Rows("s" + i);
            var batch = rows.turn("hello");
            try {
                journal().append(i % 7 == 3 ? spoilt(batch) : batch);
                return "kept";
            } catch (Problem e) {
                return "refused";
            }
        });
        assertThat(outcomes).isEqualTo(IntStream.range(0, 60).mapToObj(i -> i % 7 == 3 ? "refused" : "kept").toList());
        assertThat(journal().sessions()).hasSize((int) outcomes.stream().filter("kept"::equals).count());
        assertThat(journal().health().healthy()).isTrue();
    }

    private static Batch spoilt(Batch batch) {
        return Rows.with(batch, List.of(new SnapshotRow("s", "{not json", Rows.START)),
                List.of());
    }

    private static <T> List<T> atOnce(int threads, IntFunction<T> body) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, threads).mapToObj(i -> (Callable<T>) () -> body.apply(i)).toList();
            var answers = new ArrayList<T>();
            for (var each : pool.invokeAll(tasks)) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    @Test
    default void manySessionsWriteAtOnceWithoutGaps() throws Exception {
        atOnce(32, i -> {
            var rows = new Rows("s" + i);
            for (int turn = 0; turn < 20; turn++) {
                journal().append(rows.turn("turn " + turn));
            }
            return i;
        });
        assertThat(journal().sessions()).hasSize(32).allSatisfy(session -> {
            assertThat(session.turns()).isEqualTo(20);
            assertThat(journal().head(session.id()).sequence()).isEqualTo(40);
            assertThat(JournalContract.lines(journal(), session.id())).hasSize(40);
        });
    }

    @Test
    default void anInterruptedCallerStillWritesAndStaysInterrupted() {
        var rows = new Rows("a");
        Thread.currentThread().interrupt();
        journal().append(rows.turn("one"));
        assertThat(JournalContract.lines(journal(), rows.id)).hasSize(2);
        assertThat(Thread.interrupted()).isTrue();
        journal().append(rows.turn("two"));
        assertThat(JournalContract.lines(journal(), rows.id)).hasSize(4);
    }

    @Test
    default void ordinalsAreGivenOnce() throws Exception {
        assertThat(atOnce(20, _ -> journal().nextOrdinal())).doesNotHaveDuplicates().allMatch(n -> n >= 1 && n <= 20);
    }

    @Test
    default void afterClosingItSaysSo() {
        journal().close();
        assertThatThrownBy(() -> journal().append(new Rows("a").turn("one"))).isInstanceOf(Problem.class)
                .hasMessageContaining("closed");
        journal().close();
    }
}
