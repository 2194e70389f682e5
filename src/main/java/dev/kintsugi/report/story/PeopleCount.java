package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.ApprovalVerdict;
import dev.kintsugi.report.stats.Median;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// What people were asked, how it ended, and how long was waited. Immutable. Every figure stands with its number: means
/// and medians are absent, not zero, where there is none.
///
/// A handoff is needed when something did go wrong in its turn: a fault acted, or the agent failed by itself. One in a
/// turn in which nothing was wrong is unneeded: recovery called a person for nothing. A handoff that goes on because a
/// person has the conversation is counted as neither, and what the person says then as no answer to a handoff.
///
/// @param approvals  by verdict, requests that ended
/// @param needed     handoffs that were needed
/// @param unneeded   handoffs that were not
/// @param answered   of both, those that a person answered or handed back
/// @param waitedMs   lab time from each request that a person decided to the decision, in order
public record PeopleCount(Map<ApprovalVerdict, Integer> approvals, int needed, int unneeded, int answered,
        List<Long> waitedMs) {
    public PeopleCount {
        approvals = Map.copyOf(approvals);
        waitedMs = List.copyOf(waitedMs);
    }

    /// Counts the turns of one or more sessions.
    public static PeopleCount of(Collection<TurnStory> turns) {
        var approvals = new EnumMap<ApprovalVerdict, Integer>(ApprovalVerdict.class);
        var waited = new ArrayList<Long>();
        int needed = 0;
        int unneeded = 0;
        int answered = 0;
        for (var turn : turns) {
            var counted = new HashSet<String>();
            for (var entry : turn.entries()) {
                switch (entry.event()) {
                    case LabEvent.ApprovalGiven e -> {
                        approvals.merge(e.verdict(), 1, Integer::sum);
                        if (e.verdict() != ApprovalVerdict.SILENT) {
                            waited.add(e.waitedMs());
                        }
                    }
                    case LabEvent.HandoffRequested e when !e.error().value().isEmpty() || e.failures() > 0 -> {
                        counted.add(e.id());
                        needed += wrong(turn) ? 1 : 0;
                        unneeded += wrong(turn) ? 0 : 1;
                    }
                    case LabEvent.HumanAnswered e -> {
                        answered += counted.contains(e.id()) ? 1 : 0;
                        waited.add(e.waitedMs());
                    }
                    case LabEvent.HandedBack e -> {
                        answered += counted.contains(e.id()) ? 1 : 0;
                        waited.add(e.waitedMs());
                    }
                    default -> {
                    }
                }
            }
        }
        return new PeopleCount(approvals, needed, unneeded, answered, waited);
    }

    private static boolean wrong(TurnStory turn) {
        return turn.failed() || turn.entries().stream().map(Entry::event)
                .anyMatch(e -> e instanceof LabEvent.Attempted a && !a.ok());
    }

    /// Handoffs in all: the denominator of needed and unneeded.
    public int handoffs() { return needed + unneeded; }

    /// The median time until a person decided, in milliseconds of lab time; absent when nobody did.
    public OptionalLong medianWaitMs() { return Median.of(waitedMs); }

    /// Whether people were asked anything at all.
    public boolean asked() { return handoffs() > 0 || !approvals.isEmpty(); }

    /// As programs read it. The median is null when nobody decided.
    public Map<String, Object> fields() {
        var out = new LinkedHashMap<String, Object>();
        for (var verdict : ApprovalVerdict.values()) {
            out.put("approvals_" + verdict.name().toLowerCase(Locale.ROOT), approvals.getOrDefault(verdict, 0));
        }
        out.put("handoffs", handoffs());
        out.put("handoffs_needed", needed);
        out.put("handoffs_unneeded", unneeded);
        out.put("handoffs_answered", answered);
        out.put("decisions", waitedMs.size());
        out.put("median_wait_ms", medianWaitMs().isPresent() ? medianWaitMs().getAsLong() : null);
        return out;
    }

    /// In one line for people, e.g. `handoffs 3 (2 needed, 1 not), 2 answered, median wait 40 s (n = 2)`.
    public String words() {
        var median = medianWaitMs();
        return "handoffs " + handoffs() + " (" + needed + " needed, " + unneeded + " not), " + answered
                + " answered, approvals " + approvals.values().stream().mapToInt(Integer::intValue).sum()
                + ", median wait " + (median.isEmpty() ? "no data" : Words.seconds(median.getAsLong())) + " (n = "
                + waitedMs.size() + (waitedMs.size() == 1 ? " decision)" : " decisions)");
    }
}
