package dev.kintsugi.report.story;

import dev.kintsugi.domain.Text;
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
    /// The turns that are told; those before them are only counted.
    private final List<TurnFold> turns = new ArrayList<>();
    private final int keeps;
    private int gone;
    private Text opening = Text.EMPTY;
    private final List<Entry> outside = new ArrayList<>();
    private final Map<Failure, Integer> injected = new HashMap<>();
    private final Map<Failure, Integer> byChance = new HashMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<RestoreTime> restore = new ArrayList<>();
    private int concluded;
    private int eligible;
    private @Nullable Tally told;

    /// Tells every turn.
    public SessionStory() { this(Integer.MAX_VALUE); }

    /// @param keeps how many of the latest turns it tells at least; of earlier ones only the counts stay, so that a session
    ///              that a program calls for days takes no more room than one of an hour
    public SessionStory(int keeps) { this.keeps = keeps; }

    /// Takes the next event. Events outside turns are kept apart.
    public void add(Entry entry) {
        if (entry.turn() == 0) {
            outside.add(entry);
            return;
        }
        while (size() < entry.turn()) {
            turns.add(new TurnFold(size() + 1, turns.isEmpty() ? List.of() : turns.getLast().after()));
        }
        if (entry.turn() > gone) {
            var turn = turns.get(entry.turn() - 1 - gone);
            turn.add(entry);
            switch (entry.event()) {
                case LabEvent.TurnConcluded end -> {
                    count(turn.story(), end);
                    forget(entry.turn());
                }
                case LabEvent.CallServed call -> {
                    count(Outcome.SOUND, call.decision());
                    forget(entry.turn());
                }
                default -> {
                }
            }
        }
    }

    /// Half of what may be there goes at once, so that a turn costs the same however long the session is. A turn that ends
    /// late stays: whoever ended it has yet to write its rows.
    ///
    /// @param ended the turn that ends now
    private void forget(int ended) {
        if (turns.size() / 2 < keeps) {
            return;
        }
        var over = turns.subList(0, Math.min(turns.size() - keeps, ended - 1 - gone));
        var open = IntStream.range(0, over.size()).filter(i -> over.get(i).open()).findFirst().orElse(over.size());
        if (open > 0 && gone == 0) {
            opening = turns.getFirst().story().message();
        }
        over.subList(0, open).clear();
        gone += open;
    }

    private void count(Outcome outcome, @Nullable Decision decision) {
        told = null;
        concluded++;
        outcomes.merge(outcome, 1, Integer::sum);
        if (decision != null && decision.eligible()) {
            eligible++;
        }
    }

    private void count(TurnStory turn, LabEvent.TurnConcluded end) {
        var decision = turn.decision();
        count(end.outcome(), decision);
        if (turn.failed()) {
            injected.merge(turn.injections().getFirst().mode().bare(), 1, Integer::sum);
            if (decision != null && decision.reason() == Decision.Reason.ROLLED) {
                byChance.merge(turn.injections().getFirst().mode().bare(), 1, Integer::sum);
            }
        }
        if (end.outcome().manifested()) {
            restore.add(RestoreTime.ended(end.outcome() == Outcome.RECOVERED, end.processingMs()));
        }
    }

    /// How many turns there are, those that are not told any more included.
    public int size() { return gone + turns.size(); }

    /// The turn of that number, from 1; absent when there is none, or it is not told any more.
    public Optional<TurnStory> turn(int number) {
        return number > gone && number <= size()
                ? Optional.of(turns.get(number - 1 - gone).story())
                : Optional.empty();
    }

    /// What was said first in the session; empty before that.
    public Text opening() { return gone > 0 ? opening : turn(1).map(TurnStory::message).orElse(Text.EMPTY); }

    /// The turns that are told, in order.
    public List<TurnStory> turns() { return turns.stream().map(TurnFold::story).toList(); }

    /// Wall time of the first event, milliseconds since 1970; absent before it.
    public Optional<Long> created() {
        return outside.isEmpty() ? Optional.empty() : Optional.of(outside.getFirst().wall());
    }

    /// Events that belong to no turn, in order.
    public List<Entry> outside() { return List.copyOf(outside); }

    /// The events outside turns and those of the turns that are told, in order.
    public List<Entry> entries() {
        return Stream.concat(outside.stream(), turns().stream().flatMap(t -> t.entries().stream()))
                .sorted(Comparator.comparingLong(Entry::sequence)).toList();
    }

    /// The numbers of the turns that were begun and are not over; a program that drives turns may have several.
    public List<Integer> openTurns() {
        return IntStream.range(0, turns.size()).filter(i -> turns.get(i).open()).mapToObj(i -> gone + i + 1).toList();
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
