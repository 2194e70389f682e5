package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.View;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What happened to the selected turn, step by step; the dice; the findings; the calls; the circuits.
final class RecoveryView extends View {
    private static final int MOST_DETAIL = 160;

    private final Bench bench;
    private final Supplier<Map<String, String>> circuits;
    private final VBox body = new VBox();

    /// @param circuits the breakers' states by name, as they are now
    RecoveryView(Bench bench, Supplier<Map<String, String>> circuits) {
        this.bench = bench;
        this.circuits = circuits;
    }

    @Override
    protected Parent build() {
        body.getStyleClass().add("inspector-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    @Override
    protected void opened() { listen(bench.selected(), this::show); }

    private void show(@Nullable TurnStory turn) {
        body.getChildren().clear();
        if (turn != null) {
            section("RECOVERY STEPS");
            turn.steps().forEach(s -> body.getChildren().add(step(s)));
            section("DICE");
            body.getChildren().add(new DiceTable(turn.decision()));
            findings(turn);
            section("CALLS");
            Attempts.of(turn).forEach(row -> body.getChildren().add(new AttemptCard(row)));
            circuits();
        }
    }

    private void section(String title) {
        var label = new Label(title);
        label.getStyleClass().addAll("section-title", "section-gap");
        body.getChildren().add(label);
    }

    private static Node step(TurnStep step) {
        var at = new Label(step.atMs() + " ms");
        at.getStyleClass().addAll("number", "muted", "step-at");
        var lines = new VBox(words(step.text()));
        if (!step.detail().isBlank()) {
            lines.getChildren().add(words(shortened(step.detail()), "muted", "small"));
        }
        HBox.setHgrow(lines, Priority.ALWAYS);
        var row = new HBox(at, new MarkIcon(step.mark()), lines);
        row.getStyleClass().add("step");
        row.setFillHeight(false);
        return row;
    }

    /// A tool's whole answer would bury the steps; it stands in Raw.
    private static String shortened(String detail) {
        return detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL) + "\u2026 (all of it in Raw)";
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

    static Label words(String text, String... classes) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }
}
