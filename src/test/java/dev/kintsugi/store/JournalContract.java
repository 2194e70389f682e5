package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every journal must do, whatever it keeps its rows in.
abstract class JournalContract {
    protected Journal journal;

    /// A journal that nothing was written to.
    abstract Journal open();

    @BeforeEach
    void openIt() { journal = open(); }

    @AfterEach
    void closeIt() { journal.close(); }

    static List<String> lines(Journal journal, SessionId session) {
        var lines = new ArrayList<String>();
        journal.lines(session, 0, lines::add);
        return lines;
    }

    @Test
    void readsBackTheVeryLinesInOrder() {
        var rows = new Rows("a");
        var written = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            var batch = rows.turn("turn " + i + " \"quoted\" \n äß 漢字 🏺 \u2028 \u0085 end");
            written.addAll(batch.lines());
            journal.append(batch);
        }
        assertThat(lines(journal, rows.id)).isEqualTo(written);
    }

    @Test
    void goesOnBehindAnyLine() {
        var rows = new Rows("a");
        for (int i = 0; i < 70; i++) {
            journal.append(rows.turn("turn " + i));
        }
        var all = lines(journal, rows.id);
        for (int after = 0; after <= all.size(); after++) {
            var rest = new ArrayList<String>();
            journal.lines(rows.id, after, rest::add);
            assertThat(rest).isEqualTo(all.subList(after, all.size()));
        }
        var second = journal.lines(rows.id, 2, 1);
        assertThat(second.lines()).isEqualTo(all.subList(2, 4));
        assertThat(second.last()).isEqualTo(4);
        assertThat(journal.lines(rows.id, all.size(), 1)).isEqualTo(new Journal.Stretch(List.of(), all.size()));
    }

    @Test
    void aHugeTextComesBackWhole() {
        var rows = new Rows("a");
        var batch = rows.turn("x".repeat(3_000_000));
        var slim = new Batch(batch.id(), 1, 1, batch.lines(), batch.hash(), rowTitled(batch.session(), "huge"), null,
                List.of(), List.of(), List.of());
        journal.append(slim);
        assertThat(lines(journal, rows.id)).isEqualTo(batch.lines());
    }

    private static SessionRow rowTitled(SessionRow row, String title) {
        return new SessionRow(row.id(), row.ordinal(), title, row.created(), row.used(), row.turns(), row.injected(),
                row.recovered(), row.open());
    }

    @Test
    void theHeadIsThatOfTheLastLine() {
        var rows = new Rows("a");
        assertThat(journal.head(rows.id)).isEqualTo(new Journal.Head(0, Chain.GENESIS));
        journal.append(rows.turn("one"));
        var second = rows.turn("two");
        journal.append(second);
        assertThat(journal.head(rows.id)).isEqualTo(new Journal.Head(4, second.hash()));
    }

    @Test
    void sessionsAreListedTheLatestUsedFirst() {
        var old = new Rows("old");
        var fresh = new Rows("fresh");
        journal.append(old.turn("hello"));
        journal.append(fresh.turn("one"));
        var last = fresh.turn("two");
        journal.append(last);
        assertThat(journal.sessions()).extracting(SessionRow::id).containsExactly(fresh.id, old.id);
        assertThat(journal.sessions().getFirst()).isEqualTo(last.session());
    }

    @Test
    void aTurnThatWasBegunAndNotConcludedIsOpen() {
        var rows = new Rows("a");
        journal.append(rows.begun("hello?"));
        assertThat(journal.sessions()).extracting(SessionRow::open).containsExactly(true);
        journal.append(rows.turn("hello!"));
        assertThat(journal.sessions()).extracting(SessionRow::open).containsExactly(false);
    }

    @Test
    void aGapInTheSequenceIsRefused() {
        var rows = new Rows("a");
        journal.append(rows.turn("one"));
        rows.turn("never written");
        assertRefused(rows.turn("three"));
        assertThat(lines(journal, rows.id)).hasSize(2);
    }

    @Test
    void theSameBatchTwiceIsRefused() {
        var rows = new Rows("a");
        var first = rows.turn("one");
        var second = rows.turn("two");
        journal.append(first);
        journal.append(second);
        assertRefused(first);
        assertRefused(second);
        assertThat(lines(journal, rows.id)).hasSize(4);
    }

    @Test
    void aSessionThatNobodyBeganIsNotContinued() {
        var rows = new Rows("a");
        rows.turn("never written");
        assertRefused(rows.turn("two"));
        assertThat(journal.sessions()).isEmpty();
    }

    private void assertRefused(Batch batch) {
        assertThatThrownBy(() -> journal.append(batch)).isInstanceOf(Problem.class)
                .hasMessageContaining("session " + batch.id().value());
        assertThat(journal.health().healthy()).isTrue();
    }

    @Test
    void aBatchThatCannotBeWrittenHarmsOnlyItself() throws Exception {
        var outcomes = atOnce(60, i -> {
            var rows = new Rows("s" + i);
            var batch = rows.turn("hello");
            try {
                journal.append(i % 7 == 3 ? spoilt(batch) : batch);
                return "kept";
            } catch (Problem e) {
                return "refused";
            }
        });
        assertThat(outcomes).isEqualTo(IntStream.range(0, 60).mapToObj(i -> i % 7 == 3 ? "refused" : "kept").toList());
        assertThat(journal.sessions()).hasSize((int) outcomes.stream().filter("kept"::equals).count());
        assertThat(journal.health().healthy()).isTrue();
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
    void manySessionsWriteAtOnceWithoutGaps() throws Exception {
        atOnce(32, i -> {
            var rows = new Rows("s" + i);
            for (int turn = 0; turn < 20; turn++) {
                journal.append(rows.turn("turn " + turn));
            }
            return i;
        });
        assertThat(journal.sessions()).hasSize(32).allSatisfy(session -> {
            assertThat(session.turns()).isEqualTo(20);
            assertThat(journal.head(session.id()).sequence()).isEqualTo(40);
            assertThat(lines(journal, session.id())).hasSize(40);
        });
    }

    @Test
    void anInterruptedCallerStillWritesAndStaysInterrupted() {
        var rows = new Rows("a");
        Thread.currentThread().interrupt();
        journal.append(rows.turn("one"));
        assertThat(lines(journal, rows.id)).hasSize(2);
        assertThat(Thread.interrupted()).isTrue();
        journal.append(rows.turn("two"));
        assertThat(lines(journal, rows.id)).hasSize(4);
    }

    @Test
    void ordinalsAreGivenOnce() throws Exception {
        assertThat(atOnce(20, _ -> journal.nextOrdinal())).doesNotHaveDuplicates().allMatch(n -> n >= 1 && n <= 20);
    }

    @Test
    void aDeletedSessionIsGoneAndMayBeginAgain() {
        var rows = new Rows("a");
        journal.append(rows.turn("one", "failure", "hallucination", List.of(Rows.tried(1, true))));
        journal.append(new Rows("b").turn("stays"));
        journal.delete(rows.id);
        assertThat(lines(journal, rows.id)).isEmpty();
        assertThat(journal.sessions()).hasSize(1);
        journal.append(new Rows("a").turn("one again"));
        assertThat(lines(journal, rows.id)).hasSize(2);
    }

    @Test
    void theSixDefaultScenariosAreThere() {
        assertThat(journal.faults()).extracting(FaultRow::name).containsExactly("api_timeout", "hallucination_mode",
                "infinite_loop", "reasoning_failure", "stuck_pattern", "token_exhaustion");
        assertThat(journal.faults()).filteredOn(fault -> !fault.enabled()).extracting(FaultRow::name)
                .containsExactly("stuck_pattern");
    }

    @Test
    void aFaultIsWrittenNewAndChanged() {
        var fault = new FaultRow("custom_confusion", "Mixes things up", "behavioral", "{\"probability\":0.2}", true);
        journal.save(fault);
        assertThat(journal.faults()).contains(fault);
        var changed = new FaultRow("custom_confusion", "Mixes more up", "behavioral", "{\"probability\":0.5}", false);
        journal.save(changed);
        assertThat(journal.faults()).contains(changed).hasSize(7);
    }

    @Test
    void aNewFaultGetsItsNumberAndMomentsAndTakesNoName() {
        var fault = new FaultRow("custom_confusion", "Mixes things up", "custom", "{\"probability\":0.2}", true);
        var added = journal.add(fault).orElseThrow();
        assertThat(added.row()).isEqualTo(fault);
        assertThat(added.updated()).isEqualTo(added.created());
        assertThat(journal.keptFaults()).contains(added).extracting(KeptFault::id).doesNotHaveDuplicates();
        assertThat(journal.add(fault)).isEmpty();
        journal.save(new FaultRow("custom_confusion", "", "custom", "{}", false));
        assertThat(journal.keptFaults()).filteredOn(kept -> kept.id() == added.id()).singleElement()
                .satisfies(kept -> assertThat(kept.created()).isEqualTo(added.created()))
                .satisfies(kept -> assertThat(kept.updated()).isAfterOrEqualTo(added.updated()))
                .satisfies(kept -> assertThat(kept.row().enabled()).isFalse());
    }

    @Test
    void interactionsAreReadPageByPage() {
        var rows = new Rows("a");
        var written = new ArrayList<InteractionRow>();
        for (int i = 0; i < 7; i++) {
            var batch = rows.turn("turn " + i, i % 2 == 0 ? "success" : "failure", i % 2 == 0 ? null : "off_topic",
                    List.of());
            written.add(batch.interaction());
            journal.append(batch);
        }
        journal.append(new Rows("b").turn("another"));
        assertThat(journal.interactions(rows.id)).isEqualTo(7);
        assertThat(journal.interactions(rows.id, 0, 100)).extracting(KeptInteraction::row).isEqualTo(written);
        assertThat(journal.interactions(rows.id, 5, 3)).extracting(KeptInteraction::row)
                .isEqualTo(written.subList(5, 7));
        assertThat(journal.interactions(rows.id, 7, 3)).isEmpty();
    }

    @Test
    void aMeasurementTooLargeForItsColumnIsCutAndCostsNoTurn() {
        var rows = new Rows("a");
        journal.measured(Rows.metric(Rows.START, "memory", Long.MAX_VALUE, 5));
        journal.append(Rows.with(rows.turn("one"), List.of(Rows.snapshot("pre_request")),
                List.of(Rows.metric(Rows.START, "memory", Long.MAX_VALUE, 5))));
        assertThat(lines(journal, rows.id)).hasSize(2);
    }

    @Test
    void failuresAreCountedExactlyWhateverTheSpan() {
        var rows = new Rows("a");
        journal.append(rows.turn("one", "failure", "hallucination", List.of()));
        journal.append(rows.turn("two"));
        journal.append(rows.turn("three", "failure", "api_timeout", List.of()));
        journal.append(rows.turn("four", "timeout", null, List.of()));
        assertThat(failures(1, 5)).isEqualTo(new FailureAnalytics(Map.of("hallucination", 1L, "api_timeout", 1L),
                Map.of("failure", 2L, "success", 1L, "timeout", 1L), 4, 100));
        assertThat(failures(2, 4))
                .isEqualTo(
                        new FailureAnalytics(Map.of("api_timeout", 1L), Map.of("failure", 1L, "success", 1L), 2, 50));
        assertThat(failures(5, 9).averageProcessingMs()).isEmpty();
        assertThat(journal.failures(Instant.MIN, Instant.MAX)).isEqualTo(failures(1, 5));
        journal.append(new Rows("b").turn("stays"));
        journal.delete(rows.id);
        assertThat(journal.failures(Instant.MIN, Instant.MAX))
                .isEqualTo(new FailureAnalytics(Map.of(), Map.of("success", 1L), 1, 10));
    }

    private FailureAnalytics failures(int from, int to) {
        return journal.failures(Rows.START.plusSeconds(from), Rows.START.plusSeconds(to));
    }

    @Test
    void afterClosingItSaysSo() {
        journal.close();
        assertThatThrownBy(() -> journal.append(new Rows("a").turn("one"))).isInstanceOf(Problem.class)
                .hasMessageContaining("closed");
        journal.close();
    }
}
