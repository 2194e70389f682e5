package dev.kintsugi.lab.scenario;

import java.util.List;

/// What happened in a played scenario, in order, as far as its customer could notice: all that patience and ledger go
/// by. Immutable.
public record History(List<Happening> happenings) {
    public static final History EMPTY = new History(List.of());

    public History {
        happenings = List.copyOf(happenings);
    }

    /// The steps that were played to their end.
    public List<Happening.Moment> moments() {
        return happenings.stream().filter(Happening.Moment.class::isInstance).map(Happening.Moment.class::cast)
                .toList();
    }

    /// The restarts of the agent.
    public List<Happening.Restarted> restarts() {
        return happenings.stream().filter(Happening.Restarted.class::isInstance).map(Happening.Restarted.class::cast)
                .toList();
    }

    /// Whether the customer gave up.
    public boolean left() { return happenings.stream().anyMatch(Happening.Left.class::isInstance); }
}
