package dev.kintsugi.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.h2.mvstore.DataUtils;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the tables have followed the file, and the steps by which they do: a transaction each, with the position in it.
/// Steps are for the writer's thread, the questions for any.
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    /// Batches and bytes of a transaction: about a thousand rows, few enough that H2 stores them once, at the commit.
    private static final int MANY = 256;
    private static final long MANY_BYTES = 1 << 20;

    private final H2Database database;
    private final AheadFile file;
    private final Apart apart;
    private volatile long reached;
    /// The state of the database for which that is true.
    private volatile State state;
    /// What the step under way will have reached once it is committed.
    private long reaching;
    private State reachingIn;

    /// How often the database was opened and repaired. After another opening it may lack what a failing disk did not take,
    /// after a repair anything.
    private record State(int openings, int repairs) {
        static State of(H2Database database) { return new State(database.openings(), database.generation()); }
    }

    Follower(H2Database database, AheadFile file, Apart apart) {
        this.database = database;
        this.file = file;
        this.apart = apart;
        this.reached = file.base();
        this.state = State.of(database);
        this.reachingIn = state;
    }

    /// Whether the tables lack something of what was acknowledged before a position.
    boolean isBehind(long until) { return reached < until || !state.equals(State.of(database)); }

    /// Whether the database was repaired, so that nothing known by heart counts.
    boolean isRepaired() { return state.repairs != database.generation(); }

    /// How many bytes the tables have yet to follow.
    long lag() { return file.end() - reached; }

    /// One transaction's worth. True when what is known of the tables by heart may be wrong after it.
    boolean step(Database through) {
        try {
            through.transaction(handle -> step(handle, MANY, Drain.How.WHOLE));
        } catch (RuntimeException e) {
            if (!Troubles.ofTheData(e)) {
                throw e;
            }
            LOG.warn("the tables refuse a turn, looking which one", e);
            single(through);
        }
        var doubtful = state.repairs != reachingIn.repairs || !apart.isEmpty();
        reached = reaching;
        state = reachingIn;
        return doubtful;
    }

    private void step(Handle handle, int most, Drain.How how) {
        var mark = Drain.mark(handle).orElse(file.base());
        var from = mark < file.base() || mark > file.end() ? file.base() : mark;
        reachingIn = State.of(database);
        try {
            var pieces = file.read(from, file.end(), most, MANY_BYTES);
            reaching = pieces.isEmpty() ? from : pieces.getLast().end();
            new Drain(handle, apart).write(pieces.stream().map(piece -> FrameIn.written(piece.content())).toList(),
                    how);
            Drain.mark(handle, reaching);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One frame at a time. One that the tables refuse goes in without its projections, since its lines are the truth;
    /// lines that they refuse too are kept apart. Tables that do not even take that are damaged.
    private void single(Database through) {
        for (int i = 0; i < MANY; i++) {
            var refused = attempt(through, Drain.How.WHOLE) && attempt(through, Drain.How.BARE);
            if (refused && attempt(through, Drain.How.APART)) {
                throw DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "the tables take no position");
            }
        }
    }

    /// True when the tables refuse it.
    private boolean attempt(Database through, Drain.How how) {
        try {
            through.transaction(handle -> step(handle, 1, how));
            return false;
        } catch (RuntimeException e) {
            if (!Troubles.ofTheData(e)) {
                throw e;
            }
            LOG.warn("the tables refuse a turn ({})", how, e);
            return true;
        }
    }
}
