package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A turn on screen: the user's bubble, and the agent's card once there is one.
final class TurnCard extends VBox {
    private static final int MOST_OUTGOING = 400;

    private final Region framed;

    TurnCard(TurnStory turn) {
        getStyleClass().add("turn-card");
        framed = turn.underWay() ? bubble(turn) : card(turn);
        if (turn.underWay()) {
            getChildren().add(right(framed));
        } else {
            getChildren().addAll(right(bubble(turn)), left(framed, mended(turn)));
        }
    }

    /// Frames the turn while it is the selected one.
    void select(boolean selected) {
        framed.getStyleClass().remove("selected");
        if (selected) {
            framed.getStyleClass().add("selected");
        }
    }

    private static boolean mended(TurnStory turn) {
        return turn.outcome() == Outcome.RECOVERED || turn.outcome() == Outcome.NATURAL_RECOVERED;
    }

    private static VBox bubble(TurnStory turn) {
        var step = turn.scenarioStep().isEmpty() ? "" : ", " + turn.scenarioStep();
        return bubble("You, turn " + turn.number() + step, turn.message().value());
    }

    /// The bubble of a message that no turn shows yet. It cannot be scrolled, so of a long one only the beginning is shown.
    static Node outgoing(String message) {
        var shown = Beginning.of(message, MOST_OUTGOING);
        return right(bubble("You", shown.length() < message.length() ? shown + "\u2026" : shown));
    }

    private static VBox bubble(String head, String message) {
        var bubble = new VBox(words(head, "muted", "small"), words(message));
        bubble.getStyleClass().addAll("card", "mine", "bubble");
        return bubble;
    }

    private static Node right(Node bubble) {
        var gap = new Region();
        gap.getStyleClass().add("bubble-gap");
        HBox.setHgrow(bubble, Priority.ALWAYS);
        return new HBox(gap, bubble);
    }

    private static Node left(Region card, boolean mended) {
        var seam = new Region();
        seam.getStyleClass().add(mended ? "seam" : "no-seam");
        HBox.setHgrow(card, Priority.ALWAYS);
        var row = new HBox(seam, card);
        row.getStyleClass().add("agent-row");
        return row;
    }

    private static VBox card(TurnStory turn) {
        var card = new VBox(head(turn));
        card.getStyleClass().addAll("card", "agent-card");
        tools(turn).forEach(use -> card.getChildren().add(words(use, "muted", "small", "tool-line")));
        remark(turn).forEach(line -> card.getChildren().add(words(line, "muted", "small")));
        if (!turn.delivered().value().isEmpty()) {
            var error = turn.deliveredStatus() == DeliveredStatus.ERROR;
            card.getChildren()
                    .add(error ? words(turn.delivered().value(), "error-text") : words(turn.delivered().value()));
        }
        return card;
    }

    private static Node head(TurnStory turn) {
        var title = new Label("Agent, turn " + turn.number() + took(turn));
        title.getStyleClass().addAll("muted", "small", "turn-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var pills = new FlowPane();
        pills.getStyleClass().add("turn-pills");
        TurnPills.of(turn).forEach(p -> pills.getChildren().add(pill(p)));
        HBox.setHgrow(pills, Priority.ALWAYS);
        var head = new HBox(title, pills);
        head.getStyleClass().add("turn-head");
        return head;
    }

    /// Of a turn that nobody concluded no time tells anything: it lasted until somebody noticed.
    private static String took(TurnStory turn) {
        return turn.state() == TurnStory.State.CONCLUDED ? "  " + Words.seconds(turn.processingMs()) : "";
    }

    private static Pill pill(TurnPills.PillText text) {
        var pill = new Pill(text.mark(), text.text());
        if (!text.more().isEmpty()) {
            Tips.on(pill, text.more());
        }
        return pill;
    }

    private static List<String> tools(TurnStory turn) {
        return turn.entries().stream().map(Entry::event).filter(LabEvent.ToolUsed.class::isInstance)
                .map(LabEvent.ToolUsed.class::cast)
                .map(e -> "Used " + e.tool().replace('_', ' ') + (e.ok() ? "" : ", without success")).distinct()
                .toList();
    }

    private static List<String> remark(TurnStory turn) {
        if (turn.state() != TurnStory.State.CONCLUDED) {
            var why = turn.entries().stream().map(Entry::event).filter(LabEvent.TurnInterrupted.class::isInstance)
                    .map(e -> "Interrupted: " + ((LabEvent.TurnInterrupted) e).why());
            return Stream.concat(turn.answered().stream().map(TurnStep::text), why).toList();
        }
        return switch (turn.deliveredStatus()) {
            case STALE -> List.of("An earlier reply stands in; it may be out of date.");
            case MESSAGE -> List.of("A message stands in for the agent's reply.");
            case HUMAN -> List.of("A person answered in the agent's place.");
            case REPLY, ERROR -> List.of();
            case null -> List.of();
        };
    }

    private static Region words(String text, String... classes) { return Prose.of(text, classes); }
}
