package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.story.TurnStory;

/// Which turns are shown.
public enum ChatFilter {
    ALL("All turns"), FAILED("Failed"), RECOVERED("Recovered"), LOST("Lost");

    private final String title;

    ChatFilter(String title) { this.title = title; }

    public String title() { return title; }

    /// A turn under way passes every filter: nobody knows yet how it ends.
    boolean lets(TurnStory turn) { return turn.state() == TurnStory.State.OPEN || passes(turn); }

    private boolean passes(TurnStory turn) {
        return switch (this) {
            case ALL -> true;
            case FAILED -> turn.failed() || turn.outcome() == Outcome.NATURAL_FAILURE
                    || turn.outcome() == Outcome.NATURAL_RECOVERED || turn.outcome() == Outcome.HARMED;
            case RECOVERED -> turn.outcome() == Outcome.RECOVERED || turn.outcome() == Outcome.NATURAL_RECOVERED;
            case LOST -> turn.outcome() == Outcome.LOST || turn.outcome() == Outcome.NATURAL_FAILURE;
        };
    }
}
