package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.Journal;
import org.junit.jupiter.api.Test;

class H2MemoryJournalTest extends JournalContract {
    @Override
    Journal open() { return H2Journal.inMemory(); }

    @Test
    void twoJournalsInMemoryKnowNothingOfEachOther() {
        journal.append(new Rows("a").turn("one"));
        try (var other = H2Journal.inMemory()) {
            assertThat(other.sessions()).isEmpty();
        }
        assertThat(journal.sessions()).hasSize(1);
    }
}
