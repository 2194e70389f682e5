package dev.kintsugi.store;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.StoreHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A journal that keeps nothing, for episodes of which only the outcome matters. Safe for many threads.
public final class Forgetting implements Journal {
    private final AtomicLong ordinal = new AtomicLong();

    @Override
    public void append(Batch batch) {
        // Nothing is kept, on purpose.
    }

    @Override
    public List<SessionRow> sessions() { return List.of(); }

    @Override
    public Stretch lines(SessionId session, long after, int batches) { return new Stretch(List.of(), after); }

    @Override
    public Head head(SessionId session) { return new Head(0, Chain.GENESIS); }

    @Override
    public long nextOrdinal() { return ordinal.incrementAndGet(); }

    @Override
    public void delete(SessionId session) {
        // There is nothing to forget.
    }

    @Override
    public List<KeptInteraction> interactions(SessionId session, long offset, int limit) { return List.of(); }

    @Override
    public long interactions(SessionId session) { return 0; }

    @Override
    public List<KeptFault> keptFaults() { return List.of(); }

    @Override
    public boolean forget(String fault) { return false; }

    @Override
    public Optional<KeptFault> add(FaultRow fault) { return Optional.empty(); }

    @Override
    public void save(FaultRow fault) {
        // Nothing is kept, on purpose.
    }

    @Override
    public FailureAnalytics failures(Instant since, Instant until) {
        return new FailureAnalytics(Map.of(), Map.of(), 0, 0);
    }

    @Override
    public void measured(MetricRow metric) {
        // Nothing is kept, on purpose.
    }

    @Override
    public StoreHealth health() { return new StoreHealth("none", "nowhere", null); }

    @Override
    public void close() {
        // Nothing is open.
    }
}
