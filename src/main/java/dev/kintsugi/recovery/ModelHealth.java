package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How the models of a session did lately, as recovery saw it. Safe for many threads.
///
/// A model that failed three turns in a row is asked after the others, until a minute has passed without a failure.
final class ModelHealth {
    private static final int SICK = 3;
    private static final Duration REST = Duration.ofMinutes(1);

    private final LabClock clock;
    private final Map<String, Failures> records = new ConcurrentHashMap<>();

    ModelHealth(LabClock clock) { this.clock = clock; }

    private record Failures(int inRow, Instant last) {}

    void answered(String model) { records.remove(model); }

    void failed(String model) {
        records.compute(model, (_, old) -> new Failures(old == null ? 1 : old.inRow() + 1, clock.now()));
    }

    boolean well(String model) {
        var record = records.get(model);
        return record == null || record.inRow() < SICK
                || record.last().plus(REST).isBefore(clock.now());
    }

    /// How each model that was asked stands, by name.
    List<RecoveryHealth.ModelState> all() {
        return records.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(e -> new RecoveryHealth.ModelState(e.getKey(), e.getValue().inRow(), well(e.getKey())))
                .toList();
    }

    /// Each model once, the healthy first, in the given order otherwise.
    List<String> order(List<String> models) {
        var ordered = new LinkedHashSet<String>();
        models.stream().filter(this::well).forEach(ordered::add);
        ordered.addAll(models);
        return List.copyOf(ordered);
    }
}
