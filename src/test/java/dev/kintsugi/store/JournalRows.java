package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.SessionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every journal must keep beside the lines: sessions, faults, interactions and measurements.
interface JournalRows {
    Journal journal();

    @Test
    default void sessionsAreListedTheLatestUsedFirst() {
        var old = new Rows("old");
        var fresh = new Rows("fresh");
        journal().append(old.turn("hello"));
        journal().append(fresh.turn("one"));
        var last = fresh.turn("two");
        journal().append(last);
        assertThat(journal().sessions()).extracting(SessionRow::id).containsExactly(fresh.id, old.id);
        assertThat(journal().sessions().getFirst()).isEqualTo(last.session());
    }

    @Test
    default void aTurnThatWasBegunAndNotConcludedIsOpen() {
        var rows = new Rows("a");
        journal().append(rows.begun("hello?"));
        assertThat(journal().sessions()).extracting(SessionRow::open).containsExactly(true);
        journal().append(rows.turn("hello!"));
        assertThat(journal().sessions()).extracting(SessionRow::open).containsExactly(false);
    }

    @Test
    default void aDeletedSessionIsGoneAndMayBeginAgain() {
        var rows = new Rows("a");
        journal().append(rows.turn("one", "failure", "hallucination", List.of(Rows.tried(1, true))));
        journal().append(new Rows("b").turn("stays"));
        journal().delete(rows.id);
        assertThat(JournalContract.lines(journal(), rows.id)).isEmpty();
        assertThat(journal().sessions()).hasSize(1);
        journal().append(new Rows("a").turn("one again"));
        assertThat(JournalContract.lines(journal(), rows.id)).hasSize(2);
    }

    @Test
    default void theSixDefaultScenariosAreThere() {
        assertThat(journal().faults()).extracting(FaultRow::name).containsExactly("api_timeout", "hallucination_mode",
                "infinite_loop", "reasoning_failure", "stuck_pattern", "token_exhaustion");
        assertThat(journal().faults()).filteredOn(fault -> !fault.enabled()).extracting(FaultRow::name)
                .containsExactly("stuck_pattern");
    }

    @Test
    default void aFaultIsWrittenNewAndChanged() {
        var fault = new FaultRow("custom_confusion", "Mixes things up", "behavioral", "{\"probability\":0.2}", true);
        journal().save(fault);
        assertThat(journal().faults()).contains(fault);
        var changed = new FaultRow("custom_confusion", "Mixes more up", "behavioral", "{\"probability\":0.5}", false);
        journal().save(changed);
        assertThat(journal().faults()).contains(changed).hasSize(7);
    }

    @Test
    default void aNewFaultGetsItsNumberAndMomentsAndTakesNoName() {
        var fault = new FaultRow("custom_confusion", "Mixes things up", "custom", "{\"probability\":0.2}", true);
        var added = journal().add(fault).orElseThrow();
        assertThat(added.row()).isEqualTo(fault);
        assertThat(added.updated()).isEqualTo(added.created());
        assertThat(journal().keptFaults()).contains(added).extracting(KeptFault::id).doesNotHaveDuplicates();
        assertThat(journal().add(fault)).isEmpty();
        journal().save(new FaultRow("custom_confusion", "", "custom", "{}", false));
        assertThat(journal().keptFaults()).filteredOn(kept -> kept.id() == added.id()).singleElement()
                .satisfies(kept -> assertThat(kept.created()).isEqualTo(added.created()))
                .satisfies(kept -> assertThat(kept.updated()).isAfterOrEqualTo(added.updated()))
                .satisfies(kept -> assertThat(kept.row().enabled()).isFalse());
    }

    @Test
    default void interactionsAreReadPageByPage() {
        var rows = new Rows("a");
        var written = new ArrayList<InteractionRow>();
        for (int i = 0; i < 7; i++) {
            var batch = rows.turn("turn " + i, i % 2 == 0 ? "success" : "failure", i % 2 == 0 ? null : "off_topic",
                    List.of());
            written.add(batch.interaction());
            journal().append(batch);
        }
        journal().append(new Rows("b").turn("another"));
        assertThat(journal().interactions(rows.id)).isEqualTo(7);
        assertThat(journal().interactions(rows.id, 0, 100)).extracting(KeptInteraction::row).isEqualTo(written);
        assertThat(journal().interactions(rows.id, 5, 3)).extracting(KeptInteraction::row)
                .isEqualTo(written.subList(5, 7));
        assertThat(journal().interactions(rows.id, 7, 3)).isEmpty();
    }

    @Test
    default void aMeasurementTooLargeForItsColumnIsCutAndCostsNoTurn() {
        var rows = new Rows("a");
        journal().measured(Rows.metric(Rows.START, "memory", Long.MAX_VALUE, 5));
        journal().append(Rows.with(rows.turn("one"), List.of(Rows.snapshot("pre_request")),
                List.of(Rows.metric(Rows.START, "memory", Long.MAX_VALUE, 5))));
        assertThat(JournalContract.lines(journal(), rows.id)).hasSize(2);
    }

    @Test
    default void failuresAreCountedExactlyWhateverTheSpan() {
        var rows = new Rows("a");
        journal().append(rows.turn("one", "failure", "hallucination", List.of()));
        journal().append(rows.turn("two"));
        journal().append(rows.turn("three", "failure", "api_timeout", List.of()));
        journal().append(rows.turn("four", "timeout", null, List.of()));
        assertThat(failures(1, 5)).isEqualTo(new FailureAnalytics(Map.of("hallucination", 1L, "api_timeout", 1L),
                Map.of("failure", 2L, "success", 1L, "timeout", 1L), 4, 100));
        assertThat(failures(2, 4))
                .isEqualTo(
                        new FailureAnalytics(Map.of("api_timeout", 1L), Map.of("failure", 1L, "success", 1L), 2, 50));
        assertThat(failures(5, 9).averageProcessingMs()).isEmpty();
        assertThat(journal().failures(Instant.MIN, Instant.MAX)).isEqualTo(failures(1, 5));
        journal().append(new Rows("b").turn("stays"));
        journal().delete(rows.id);
        assertThat(journal().failures(Instant.MIN, Instant.MAX))
                .isEqualTo(new FailureAnalytics(Map.of(), Map.of("success", 1L), 1, 10));
    }

    private FailureAnalytics failures(int from, int to) {
        return journal().failures(Rows.START.plusSeconds(from), Rows.START.plusSeconds(to));
    }
}
