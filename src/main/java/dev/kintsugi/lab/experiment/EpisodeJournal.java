package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.store.Forgetting;
import java.util.ArrayList;
import java.util.List;

/// The journal of one player: it numbers sessions by their episode, whatever was played before, and keeps the log of the
/// latest one if it shall be exported. Safe for the player and the session's lane, which take turns.
final class EpisodeJournal implements ForwardingJournal {
    private final Journal nothing = new Forgetting();
    private final boolean keeps;
    private volatile long next;
    private final List<String> lines = new ArrayList<>();

    EpisodeJournal(boolean keeps) { this.keeps = keeps; }

    @Override
    public Journal journal() { return nothing; }

    /// The number of the session that begins next.
    synchronized void next(long ordinal) {
        next = ordinal;
        lines.clear();
    }

    @Override
    public long nextOrdinal() { return next; }

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
