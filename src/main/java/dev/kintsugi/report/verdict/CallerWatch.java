package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Gathers the calls of programs from the log and judges them, caller by caller. It looks at what a caller sends and
/// when, never at what the lab meant. However many calls come it needs no more room: the oldest calls of whoever was not
/// seen for longest are judged for good and only counted from then on, and of too many callers the ones not seen for
/// longest are told together, as [#OTHERS]. Not safe for use by several threads.
public final class CallerWatch {
    /// Stands for the callers that there was no room for.
    public static final String OTHERS = "others";

    private static final int MOST_CALLERS = 1_000;
    private static final int MOST_CALLS = 5_000;

    private final int mostCallers;
    private final int mostCalls;
    private final Map<String, CallerFile> files = new LinkedHashMap<>();
    private final Map<String, CallSeen> waiting = new LinkedHashMap<>();
    /// Turns that calls belong to, and whether they are over.
    private final Map<Place, Boolean> over = new HashMap<>();
    private final CallerFile others = new CallerFile();
    /// The turn that began last, and a hash of the message that it began with.
    private @Nullable Place begun;
    private int said;
    private int kept;
    private long clock;

    public CallerWatch() { this(MOST_CALLERS, MOST_CALLS); }

    CallerWatch(int mostCallers, int mostCalls) {
        this.mostCallers = mostCallers;
        this.mostCalls = mostCalls;
    }

    /// Takes the next event, if it says something of a caller. The events of one session come in order.
    public void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.MessageReceived e -> {
                begun = new Place(entry.session(), entry.turn());
                said = e.message().value().hashCode();
            }
            case LabEvent.CallArrived e -> {
                var place = new Place(entry.session(), entry.turn());
                arrived(CallSeen.arrived(entry.session(), entry.turn(), e, place.equals(begun) ? said : 0,
                        entry.wall()));
            }
            case LabEvent.CallAnswered e -> {
                var call = waiting.remove(e.request());
                if (call != null) {
                    answered(call.answered(e, entry.wall()));
                }
            }
            case LabEvent.TurnConcluded _ ->
                over.computeIfPresent(new Place(entry.session(), entry.turn()), (_, _) -> true);
            case LabEvent.TurnInterrupted _ -> cutOff(new Place(entry.session(), entry.turn()));
            default -> {
            }
        }
    }

    private void arrived(CallSeen call) {
        over.putIfAbsent(call.place(), false);
        waiting.put(call.call().request(), call);
        if (waiting.size() > mostCalls) {
            var lost = waiting.remove(waiting.keySet().iterator().next());
            over.remove(Objects.requireNonNull(lost).place());
        }
    }

    private void answered(CallSeen call) {
        var file = files.computeIfAbsent(call.call().caller(), _ -> new CallerFile());
        file.add(call, ++clock);
        kept++;
        while (kept > mostCalls) {
            kept -= longestUnseen(CallerFile::holds).settle(over);
        }
        if (files.size() > mostCallers) {
            var gone = longestUnseen(_ -> true);
            kept -= gone.settleAll(over);
            others.take(gone);
            files.values().remove(gone);
        }
    }

    /// The lab itself ended while the last call of the turn still waited for all of its answer: no failure of the caller's.
    private void cutOff(Place place) {
        if (!over.containsKey(place)) {
            return;
        }
        for (var call : List.copyOf(waiting.values())) {
            if (call.place().equals(place)) {
                waiting.remove(call.call().request());
                answered(call);
            }
        }
        files.values().forEach(f -> f.cutOff(place));
    }

    private CallerFile longestUnseen(Predicate<CallerFile> which) {
        return files.values().stream().filter(which).min(Comparator.comparingLong(CallerFile::seen)).orElseThrow();
    }

    /// A verdict on every caller, in the order in which they first called.
    public List<CallerVerdict> verdicts() {
        var all = new ArrayList<CallerVerdict>();
        files.forEach((caller, file) -> all.add(file.verdict(caller, over)));
        if (others.calls() > 0) {
            all.add(others.verdict(OTHERS, over));
        }
        return all;
    }
}
