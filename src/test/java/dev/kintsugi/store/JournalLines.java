package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.SessionRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every journal must do with the lines of sessions.
interface JournalLines {
    Journal journal();

    @Test
    default void readsBackTheVeryLinesInOrder() {
        var rows = new Rows("a");
        var written = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            var batch = rows.turn("turn " + i + " \"quoted\" \n äß 漢字 🏺 \u2028 \u0085 end");
            written.addAll(batch.lines());
            journal().append(batch);
        }
        assertThat(JournalContract.lines(journal(), rows.id)).isEqualTo(written);
    }

    @Test
    default void goesOnBehindAnyLine() {
        var rows = new Rows("a");
        for (int i = 0; i < 70; i++) {
            journal().append(rows.turn("turn " + i));
        }
        var all = JournalContract.lines(journal(), rows.id);
        for (int after = 0; after <= all.size(); after++) {
            var rest = new ArrayList<String>();
            journal().lines(rows.id, after, rest::add);
            assertThat(rest).isEqualTo(all.subList(after, all.size()));
        }
        var second = journal().lines(rows.id, 2, 1);
        assertThat(second.lines()).isEqualTo(all.subList(2, 4));
        assertThat(second.last()).isEqualTo(4);
        assertThat(journal().lines(rows.id, all.size(), 1)).isEqualTo(new Journal.Stretch(List.of(), all.size()));
    }

    @Test
    default void aHugeTextComesBackWhole() {
        var rows = new Rows("a");
        var batch = rows.turn("x".repeat(3_000_000));
        var slim = new Batch(batch.id(), 1, 1, batch.lines(), batch.hash(), rowTitled(batch.session(), "huge"), null,
                List.of(), List.of(), List.of());
        journal().append(slim);
        assertThat(JournalContract.lines(journal(), rows.id)).isEqualTo(batch.lines());
    }

    private static SessionRow rowTitled(SessionRow row, String title) {
        return new SessionRow(row.id(), row.ordinal(), title, row.created(), row.used(), row.turns(), row.injected(),
                row.recovered(), row.open());
    }

    @Test
    default void theHeadIsThatOfTheLastLine() {
        var rows = new Rows("a");
        assertThat(journal().head(rows.id)).isEqualTo(new Journal.Head(0, Chain.GENESIS));
        journal().append(rows.turn("one"));
        var second = rows.turn("two");
        journal().append(second);
        assertThat(journal().head(rows.id)).isEqualTo(new Journal.Head(4, second.hash()));
    }

    @Test
    default void aGapInTheSequenceIsRefused() {
        var rows = new Rows("a");
        journal().append(rows.turn("one"));
        rows.turn("never written");
        assertRefused(rows.turn("three"));
        assertThat(JournalContract.lines(journal(), rows.id)).hasSize(2);
    }

    @Test
    default void theSameBatchTwiceIsRefused() {
        var rows = new Rows("a");
        var first = rows.turn("one");
        var second = rows.turn("two");
        journal().append(first);
        journal().append(second);
        assertRefused(first);
        assertRefused(second);
        assertThat(JournalContract.lines(journal(), rows.id)).hasSize(4);
    }

    @Test
    default void aSessionThatNobodyBeganIsNotContinued() {
        var rows = new Rows("a");
        rows.turn("never written");
        assertRefused(rows.turn("two"));
        assertThat(journal().sessions()).isEmpty();
    }

    private void assertRefused(Batch batch) {
        assertThatThrownBy(() -> journal().append(batch)).isInstanceOf(Problem.class)
                .hasMessageContaining("session " + batch.id().value());
        assertThat(journal().health().healthy()).isTrue();
    }
}
