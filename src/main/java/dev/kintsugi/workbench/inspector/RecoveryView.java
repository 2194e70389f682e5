package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What happened to the selected turn, step by step; the dice; the findings; the calls; the circuits.
final class RecoveryView extends View {
    private final Desk desk;
    private final Supplier<Map<String, String>> circuits;
    private final VBox body = new VBox();

    /// @param circuits the breakers' states by name, as they are now
    RecoveryView(Desk desk, Supplier<Map<String, String>> circuits) {
        this.desk = desk;
        this.circuits = circuits;
    }

    @Override
    protected Parent build() {
        body.getStyleClass().add("inspector-body");
        return new Page("Recovery", body);
    }

    @Override
    protected void opened() { listen(desk.bench().selected(), this::show); }

    private void show(@Nullable TurnStory turn) {
        body.getChildren().clear();
        if (turn != null) {
            section("RECOVERY STEPS");
            body.getChildren().add(new StepRows(turn, true));
            order();
            section("DICE");
            body.getChildren().add(new DiceTable(turn.decision()));
            findings(turn);
            section("CALLS");
            desk.prices().words(turn.attempts()).ifPresent(
                    cost -> body.getChildren().add(words("All calls of this turn: " + cost, "muted", "small")));
            Attempts.of(turn).forEach(row -> body.getChildren().add(new AttemptCard(row)));
            circuits();
        }
    }

    private void section(String title) {
        var label = new Label(title);
        label.getStyleClass().addAll("section-title", "section-gap");
        body.getChildren().add(label);
    }

    /// The whole order, wherever the bar has no room for it.
    private void order() {
        var session = desk.lab().session().get();
        if (session != null) {
            section("RECOVERY NOW, OUTERMOST FIRST");
            body.getChildren().add(words(session.policyOrder().equals("none")
                    ? "None: what happened is what the user gets."
                    : session.policyName() + ": " + session.policyOrder(), "mono"));
        }
    }

    private void findings(TurnStory turn) {
        if (!turn.detections().isEmpty()) {
            section("FINDINGS");
            turn.detections().forEach(d -> body.getChildren().add(finding(d)));
        }
    }

    private static Node finding(Detection found) {
        var box = new VBox(words("Detector " + found.detector() + ", attempt " + found.attempt(), "strong"),
                words(found.reason().value()));
        if (!found.evidence().value().isBlank()) {
            box.getChildren().add(words("Checked against: " + found.evidence().value(), "muted", "small"));
        }
        box.getStyleClass().add("finding");
        return box;
    }

    private void circuits() {
        var states = circuits.get();
        if (!states.isEmpty()) {
            section("CIRCUITS NOW");
            states.forEach((name, state) -> body.getChildren().add(words(name + ": " + state, "mono")));
        }
    }

    static Region words(String text, String... classes) { return Prose.of(text, classes); }
}
