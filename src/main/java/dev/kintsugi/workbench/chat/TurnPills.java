package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The marks of a turn, in the order in which things happened: what broke, who noticed, how it ended.
final class TurnPills {
    /// A mark with its word.
    ///
    /// @param more what a tooltip adds, may be empty
    record PillText(Mark mark, String text, String more) {
        PillText(Mark mark, String text) { this(mark, text, ""); }
    }

    private TurnPills() {}

    static List<PillText> of(TurnStory turn) {
        var pills = new ArrayList<PillText>();
        turn.injections().stream().map(i -> i.mode().title()).distinct()
                .forEach(title -> pills.add(new PillText(Mark.INJECTED, title)));
        noticed(turn, pills);
        if (turn.state() == TurnStory.State.INTERRUPTED) {
            pills.add(new PillText(Mark.ACTION, "interrupted"));
        }
        standIn(turn.deliveredStatus(), turn.outcome(), pills);
        return pills;
    }

    private static void noticed(TurnStory turn, List<PillText> pills) {
        var detectors = turn.detections().stream().map(Detection::detector).distinct().toList();
        if (!detectors.isEmpty()) {
            pills.add(new PillText(Mark.DETECTED, "caught", "By the " + String.join(" and ", detectors)
                    + (detectors.size() == 1 ? " detector" : " detectors")));
        } else if (turn.steps().stream().anyMatch(s -> s.mark() == Mark.DETECTED)) {
            pills.add(new PillText(Mark.DETECTED, "error seen"));
        }
    }

    private static void standIn(@Nullable DeliveredStatus status, @Nullable Outcome outcome, List<PillText> pills) {
        if (outcome == null) {
            return;
        }
        pills.add(switch (outcome) {
            case SOUND -> new PillText(Mark.NATURAL, "natural");
            case TOLERATED -> new PillText(Mark.NATURAL, "tolerated");
            case RECOVERED, NATURAL_RECOVERED -> new PillText(Mark.RECOVERED, "recovered");
            case SOFTENED -> new PillText(Mark.SOFTENED,
                    status == DeliveredStatus.STALE ? "softened: stale reply" : "softened");
            case LOST -> new PillText(Mark.LOST, "lost");
            case HARMED -> new PillText(Mark.LOST, "harmed by recovery");
            case NATURAL_FAILURE -> new PillText(Mark.LOST, "failed by itself");
        });
    }
}
