package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.report.stats.RestoreTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A session as a fold over its log: turns, and running counts. Not safe for use by several threads; what it gives out
/// is immutable.
public final class SessionStory {
    private final List<TurnFold> turns = new ArrayList<>();
    private final List<Entry> outside = new ArrayList<>();
    private final Map<Failure, Integer> injected = new HashMap<>();
    private final Map<Failure, Integer> byChance = new HashMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<RestoreTime> restore = new ArrayList<>();
    private int concluded;
    private int eligible;
    private @Nullable Tally told;

    /// Takes the next event. Events outside turns are kept apart.
    public void add(Entry entry) {
        if (entry.turn() == 0) {
            outside.add(entry);
            return;
        }
        while (turns.size() < entry.turn()) {
            turns.add(new TurnFold(turns.size() + 1));
        }
        turns.get(entry.turn() - 1).add(entry);
        if (entry.event() instanceof LabEvent.TurnConcluded end) {
            count(turns.get(entry.turn() - 1).story(), end);
        }
    }

    private void count(TurnStory turn, LabEvent.TurnConcluded end) {
        told = null;
        concluded++;
        outcomes.merge(end.outcome(), 1, Integer::sum);
        var decision = turn.decision();
        if (decision != null && decision.eligible()) {
            eligible++;
        }
        if (turn.failed()) {
            injected.merge(turn.injections().getFirst().mode().bare(), 1, Integer::sum);
            if (decision != null && decision.reason() == Decision.Reason.ROLLED) {
                byChance.merge(turn.injections().getFirst().mode().bare(), 1, Integer::sum);
            }
        }
        if (end.outcome().manifested()) {
            restore.add(new RestoreTime(end.processingMs(), end.outcome() == Outcome.RECOVERED));
        }
    }

    public int size() { return turns.size(); }

    /// The turn of that number, from 1.
    public Optional<TurnStory> turn(int number) {
        return number >= 1 && number <= turns.size()
                ? Optional.of(turns.get(number - 1).story())
                : Optional.empty();
    }

    public List<TurnStory> turns() { return turns.stream().map(TurnFold::story).toList(); }

    /// Wall time of the first event, milliseconds since 1970; absent before it.
    public Optional<Long> created() {
        return outside.isEmpty() ? Optional.empty() : Optional.of(outside.getFirst().wall());
    }

    /// Events that belong to no turn, in order.
    public List<Entry> outside() { return List.copyOf(outside); }

    /// All events, in order.
    public List<Entry> entries() {
        return Stream.concat(outside.stream(), turns().stream().flatMap(t -> t.entries().stream()))
                .sorted(Comparator.comparingLong(Entry::sequence)).toList();
    }

    /// The numbers of the turns that were begun and are not over; a program that drives turns may have several.
    public List<Integer> openTurns() {
        return IntStream.rangeClosed(1, turns.size()).filter(n -> turns.get(n - 1).open()).boxed().toList();
    }

    /// Whether the last turn was begun and is not over.
    public boolean open() { return !turns.isEmpty() && turns.getLast().open(); }

    /// Turns on which a fault acted.
    public int injectedTurns() { return Tally.sum(injected); }

    /// Turns that ended so.
    public int count(Outcome outcome) { return outcomes.getOrDefault(outcome, 0); }

    public Tally tally() {
        var tally = told;
        if (tally == null) {
            tally = new Tally(concluded, eligible, injected, byChance, outcomes, restore);
            told = tally;
        }
        return tally;
    }
}
