package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.util.List;

/// The calls of a turn as rows: what was asked, what came back, what was made of it. Stateless.
final class Attempts {
    /// One call. Immutable.
    ///
    /// @param title    e.g. `Attempt 2, model`
    /// @param cost     time and tokens
    /// @param natural  what the call really gave
    /// @param observed what the agent saw; the same when no fault acted
    /// @param cure     what would end the fault, empty when none acted
    record Row(String title, String cost, boolean ok, boolean touched, String natural, String observed, String cure) {}

    private Attempts() {}

    static List<Row> of(TurnStory turn) { return turn.attempts().stream().map(a -> row(turn, a)).toList(); }

    private static Row row(TurnStory turn, LabEvent.Attempted call) {
        var fault = turn.injections().stream()
                .filter(i -> i.attempt() == call.attempt() && i.target().equals(call.target())).findFirst();
        var title = "Attempt " + call.attempt() + ", " + call.target()
                + (call.target().equals("model") ? " " + call.model() : "");
        var seen = call.ok() ? call.reply().value() : call.error().value();
        return fault
                .map(i -> new Row(title, cost(call), call.ok(), true, i.natural().value(),
                        i.error().isEmpty() ? i.observed().value() : i.error(), i.cure()))
                .orElseGet(() -> new Row(title, cost(call), call.ok(), false, seen, seen, ""));
    }

    private static String cost(LabEvent.Attempted call) {
        var tokens = call.promptTokens() + call.completionTokens();
        return Words.seconds(call.latencyMs()) + (call.simulated() ? " (simulated), " : ", ") + tokens + " tokens";
    }
}
