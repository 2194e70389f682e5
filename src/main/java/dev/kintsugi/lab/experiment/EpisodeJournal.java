package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.store.Forgetting;
import java.util.ArrayList;
import java.util.List;

/// The journal of one player: it keeps the log of the latest episode if it shall be exported. Safe for the player and the session's lane, which take turns.
final class EpisodeJournal implements ForwardingJournal {
    private final Journal nothing = new Forgetting();
    private final boolean keeps;
    private final List<String> lines = new ArrayList<>();

    EpisodeJournal(boolean keeps) { this.keeps = keeps; }

    @Override
    public Journal journal() { return nothing; }

    /// Another episode begins.
    synchronized void forget() { lines.clear(); }

    @Override
    public synchronized void append(Batch batch) {
        if (keeps) {
            lines.addAll(batch.lines());
        }
    }

    @Override
    public synchronized Stretch lines(SessionId session, long after, int batches) {
        return after >= lines.size()
                ? new Stretch(List.of(), after)
                : new Stretch(List.copyOf(lines.subList((int) after, lines.size())), lines.size());
    }
}
