package dev.kintsugi.workbench.network;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.Evidence;
import dev.kintsugi.report.verdict.Finding;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What can be said of each program that called: its bad habits, what shows them, and what to do.
final class VerdictsPane extends View {
    private static final int MOST_EVIDENCE = 5;
    private static final Comparator<CallerVerdict> WORST_FIRST = Comparator
            .comparing((CallerVerdict verdict) -> verdict.findings().size()).reversed()
            .thenComparing(verdict -> !verdict.judged());

    private final NetworkModel model;
    private final VBox cards = new VBox();
    private final Timeline seconds;

    VerdictsPane(NetworkModel model) {
        this.model = model;
        seconds = new Timeline(new KeyFrame(Duration.seconds(1), _ -> model.judge()));
        seconds.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    protected Parent build() {
        cards.setId("gateway-verdicts");
        cards.getStyleClass().addAll("gap-12", "beside-bar");
        return new Page("Verdicts on the callers", cards);
    }

    @Override
    protected void opened() {
        listen(model.verdicts(), this::show);
        model.judge();
        seconds.play();
    }

    @Override
    protected void closed() { seconds.stop(); }

    private void show(List<CallerVerdict> verdicts) {
        cards.getChildren().setAll(verdicts.stream().sorted(WORST_FIRST).map(VerdictsPane::card).toList());
    }

    private static Node card(CallerVerdict verdict) {
        var name = Prose.words(verdict.caller(), "strong");
        var state = !verdict.judged()
                ? new Pill("not judged")
                : verdict.passed() ? new Pill(Mark.NATURAL, "behaved well") : new Pill(Mark.LOST, "bad habits");
        state.setMinWidth(Region.USE_PREF_SIZE);
        var head = new FlowPane(name, state);
        head.getStyleClass().add("gap-8");
        head.setRowValignment(javafx.geometry.VPos.CENTER);
        var card = new VBox(head, Prose.words(verdict.summary() + ".", "muted"));
        card.getStyleClass().addAll("card", "gap-8");
        verdict.findings().forEach(finding -> card.getChildren().add(finding(finding)));
        return card;
    }

    private static Node finding(Finding finding) {
        var habit = finding.habit();
        var head = new FlowPane(Prose.words(habit.summary(), "strong"),
                new Pill(habit.severity().name().toLowerCase(Locale.ROOT)));
        head.getStyleClass().add("gap-8");
        var box = new VBox(head, Prose.words(habit.explanation()), Prose.words("What to do: " + habit.solution()));
        box.setAlignment(Pos.TOP_LEFT);
        box.getStyleClass().add("finding");
        finding.evidence().stream().limit(MOST_EVIDENCE).forEach(e -> box.getChildren().add(evidence(e)));
        var more = finding.times() - MOST_EVIDENCE;
        if (more > 0) {
            box.getChildren().add(Prose.words("and " + more + " more", "muted", "small"));
        }
        return box;
    }

    private static Node evidence(Evidence evidence) {
        return Prose.words(evidence.what() + "  (" + evidence.session() + ", turn " + evidence.turn() + ", "
                + evidence.request() + ")", "muted", "small");
    }
}
