package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.story.TurnStory;

/// The three texts of a turn, in the order in which they came about.
public enum Side {
    NATURAL("Natural", "what the model would have said"), OBSERVED("Observed",
            "what the failure made of it"), DELIVERED("Delivered", "what the user got");

    private final String title;
    private final String meaning;

    Side(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    public String title() { return title; }

    public String meaning() { return meaning; }

    String text(TurnStory turn) {
        return switch (this) {
            case NATURAL -> turn.natural().value();
            case OBSERVED -> turn.observed().value();
            case DELIVERED -> turn.delivered().value();
        };
    }

    /// Whether this text tells an error instead of a reply.
    boolean error(TurnStory turn) {
        return switch (this) {
            case NATURAL -> false;
            case OBSERVED -> turn.observedIsError();
            case DELIVERED -> turn.deliveredStatus() == DeliveredStatus.ERROR;
        };
    }
}
