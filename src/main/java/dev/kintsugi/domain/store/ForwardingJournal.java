package dev.kintsugi.domain.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A journal in front of another one, which does all that is not done otherwise. As safe for many threads as that one.
public interface ForwardingJournal extends Journal {
    /// The one behind.
    Journal journal();

    @Override
    default void append(Batch batch) { journal().append(batch); }

    @Override
    default boolean isPrompt(SessionId session) { return journal().isPrompt(session); }

    @Override
    default List<SessionRow> sessions() { return journal().sessions(); }

    @Override
    default Stretch lines(SessionId session, long after, int batches) {
        return journal().lines(session, after, batches);
    }

    @Override
    default Head head(SessionId session) { return journal().head(session); }

    @Override
    default long nextOrdinal() { return journal().nextOrdinal(); }

    @Override
    default void delete(SessionId session) { journal().delete(session); }

    @Override
    default List<KeptInteraction> interactions(SessionId session, long offset, int limit) {
        return journal().interactions(session, offset, limit);
    }

    @Override
    default long interactions(SessionId session) { return journal().interactions(session); }

    @Override
    default List<FaultRow> faults() { return journal().faults(); }

    @Override
    default List<KeptFault> keptFaults() { return journal().keptFaults(); }

    @Override
    default Optional<KeptFault> add(FaultRow fault) { return journal().add(fault); }

    @Override
    default boolean forget(String fault) { return journal().forget(fault); }

    @Override
    default void save(FaultRow fault) { journal().save(fault); }

    @Override
    default FailureAnalytics failures(Instant since, Instant until) { return journal().failures(since, until); }

    @Override
    default void measured(MetricRow metric) { journal().measured(metric); }

    @Override
    default StoreHealth health() { return journal().health(); }

    @Override
    default void close() { journal().close(); }

    @Override
    default Optional<Problem> repaired() { return journal().repaired(); }
}
