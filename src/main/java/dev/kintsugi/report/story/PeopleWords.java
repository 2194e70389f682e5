package dev.kintsugi.report.story;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.report.story.Steps.Told;

/// Tells what people were asked and decided. Stateless.
final class PeopleWords {
    private PeopleWords() {}

    static Told told(LabEvent.OfPeople event) {
        return switch (event) {
            case LabEvent.ApprovalRequested e -> new Told(Mark.WAIT, "Asked a person: may " + e.tool() + " act?"
                    + (e.amount().value().isEmpty() ? "" : " " + e.amount().value()), e.effectText().value());
            case LabEvent.ApprovalGiven e -> approval(e);
            case LabEvent.HandoffRequested e -> new Told(Mark.WAIT, "Handed to a person: " + e.failing(),
                    e.error().value());
            case LabEvent.HandoffTaken e -> new Told(Mark.ACTION, who(e.by()) + " took the case", "");
            case LabEvent.HumanAnswered e -> new Told(Mark.SOFTENED, who(e.by()) + " answered in the agent's place",
                    e.stays() ? "and stays for what the user says next" : "");
            case LabEvent.HandedBack e -> new Told(Mark.ACTION, who(e.by()) + " handed the case back"
                    + (e.freshCredential() ? " with another credential" : ""), e.note().value());
            case LabEvent.HandoffUnanswered e -> new Told(Mark.ACTION, unanswered("took the case", e.waitedMs()), "");
        };
    }

    private static String unanswered(String what, long waitedMs) {
        return waitedMs < 1000
                ? "Nobody was there who " + what
                : "Nobody " + what + " within " + Words.seconds(waitedMs);
    }

    /// A name begins the line, and `you` is one.
    private static String who(String by) {
        return by.isEmpty() ? by : Character.toUpperCase(by.charAt(0)) + by.substring(1);
    }

    private static Told approval(LabEvent.ApprovalGiven e) {
        return switch (e.verdict()) {
            case APPROVED -> new Told(Mark.ACTION, who(e.by()) + " approved", e.why().value());
            case EDITED -> new Told(Mark.ACTION, who(e.by()) + " approved with other arguments", e.arguments().value());
            case REJECTED -> new Told(Mark.ACTION, who(e.by()) + " said no", e.why().value());
            case SILENT -> new Told(Mark.ACTION, unanswered("answered", e.waitedMs()) + ", which is a no", "");
        };
    }
}
