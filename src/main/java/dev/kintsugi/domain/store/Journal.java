package dev.kintsugi.domain.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// The log of the lab and the tables written with it. Safe for use by many threads.
///
/// Every method throws a [dev.kintsugi.domain.Problem] that says what to do when the store cannot be reached, written
/// or read.
public interface Journal extends AutoCloseable {
    /// How many batches are read at once: a long session never lies whole in memory.
    int BATCHES = 64;

    /// Writes a batch whole or not at all; when it returns, the batch is on disk. Batches of different sessions may be
    /// committed together. A batch that does not continue its session's sequence is refused.
    void append(Batch batch);

    /// Whether an append to a session's log returns without waiting for anybody, as far as can be told before. Default
    /// false.
    default boolean isPrompt(SessionId session) { return false; }

    /// Sessions, the latest used first.
    List<SessionRow> sessions();

    /// The lines of a session behind a sequence, 0 for all: at most those of so many batches.
    Stretch lines(SessionId session, long after, int batches);

    /// Tells all lines of a session behind a sequence, 0 for all, in order.
    default void lines(SessionId session, long after, Consumer<String> each) {
        Stretch.each(after, at -> lines(session, at, BATCHES), each);
    }

    /// A piece of a session's log. Immutable.
    ///
    /// @param lines in order, exactly as they were written
    /// @param last  the sequence up to which they reach; where the log ends, the one that was asked for
    record Stretch(List<String> lines, long last) {
        /// Tells all lines behind a sequence.
        ///
        /// @param from reads the stretch behind one
        public static void each(long after, LongFunction<Stretch> from, Consumer<String> each) {
            var at = after;
            for (var some = from.apply(at); some.last > at; some = from.apply(at)) {
                some.lines.forEach(each);
                at = some.last;
            }
        }
    }

    /// The hash of a session's last line and its sequence; the genesis hash and 0 for an unknown session.
    Head head(SessionId session);

    /// A number no session had before, for drawing: the session's ordinal in this lab, from 1.
    long nextOrdinal();

    /// Forgets a session: its lines, interactions, snapshots and metrics.
    void delete(SessionId session);

    /// Concluded turns of a session in order.
    ///
    /// @param offset how many to pass over, 0 for none
    /// @param limit  how many at most
    List<KeptInteraction> interactions(SessionId session, long offset, int limit);

    /// How many concluded turns a session has.
    long interactions(SessionId session);

    /// The fault configurations (the rows of `failure_scenarios`), by name.
    default List<FaultRow> faults() { return keptFaults().stream().map(KeptFault::row).toList(); }

    /// The same with their numbers and moments.
    List<KeptFault> keptFaults();

    /// Writes a fault configuration, new or known.
    void save(FaultRow fault);

    /// Writes a new fault configuration; absent when its name is taken.
    Optional<KeptFault> add(FaultRow fault);

    /// Takes a fault configuration away; false when there is none of that name.
    boolean forget(String fault);

    /// The concluded turns of all sessions that began in a span of wall time, counted: exactly, to the millisecond, and
    /// quickly however many there are.
    ///
    /// @param since the first moment that counts
    /// @param until the first moment that counts no more
    FailureAnalytics failures(Instant since, Instant until);

    /// Writes a measurement of the system.
    void measured(MetricRow metric);

    /// What was found damaged when it was opened, where it was put and what was saved of it; absent when all was well.
    default Optional<Problem> repaired() { return Optional.empty(); }

    /// What it is and whether it works, for the status bar: e.g. `H2`, healthy.
    StoreHealth health();

    @Override
    void close();

    /// Where a session's chain ends. Immutable.
    record Head(long sequence, String hash) {}
}
