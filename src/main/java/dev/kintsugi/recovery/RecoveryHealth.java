package dev.kintsugi.recovery;

import java.util.List;

/// How a session's recovery stands, for health pages and gauges. Immutable.
///
/// @param circuits   circuit breakers, by service
/// @param bulkheads  compartments, by service
/// @param models     models that were asked, and how many turns in a row each failed
/// @param turns      turns delivered
/// @param attempts   attempts made in them
/// @param rejections calls that a breaker, a bulkhead or a limiter held back
/// @param extraLeft  extra attempts that the budget still allows
public record RecoveryHealth(List<Circuit> circuits, List<Occupancy> bulkheads, List<ModelState> models, int turns,
        int attempts, int rejections, int extraLeft) {
    public RecoveryHealth {
        circuits = List.copyOf(circuits);
        bulkheads = List.copyOf(bulkheads);
        models = List.copyOf(models);
    }

    /// How a model did lately. Immutable.
    ///
    /// @param failuresInRow failed attempts since it last answered
    /// @param well          whether it is asked in its usual place
    public record ModelState(String model, int failuresInRow, boolean well) {}

    /// Attempts beyond the first of each turn.
    public int extra() { return Math.max(0, attempts - turns); }

    /// Whether every circuit is closed, every model well and no compartment full.
    public boolean healthy() {
        return circuits.stream().allMatch(c -> c.state() == Circuit.State.CLOSED)
                && models.stream().allMatch(ModelState::well)
                && bulkheads.stream().allMatch(b -> b.inside() < b.width());
    }
}
