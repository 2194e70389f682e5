package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every journal must do, whatever it keeps its rows in.
abstract class JournalContract implements JournalLines, JournalWriters, JournalRows {
    protected Journal journal;

    @Override
    public final Journal journal() { return journal; }

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
}
