package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.event.Entry;
import java.util.ArrayList;
import java.util.List;

/// What happened in a played scenario, in order, as far as its customer could notice: all that patience and ledger go
/// by. Immutable.
public record History(List<Happening> happenings) {
    public static final History EMPTY = new History(List.of());

    public History {
        happenings = List.copyOf(happenings);
    }

    /// What a session's log says. Turns that belong to no step, and turns that were interrupted, are left out.
    public static History of(List<Entry> log) {
        var fold = new HistoryFold();
        log.forEach(fold::add);
        return fold.history();
    }

    /// This history with one more happening.
    public History and(Happening next) {
        var longer = new ArrayList<>(happenings);
        longer.add(next);
        return new History(longer);
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
