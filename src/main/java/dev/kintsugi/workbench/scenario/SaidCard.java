package dev.kintsugi.workbench.scenario;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What was said last in the played scenario, and how that turn ended.
final class SaidCard extends VBox {
    private final Desk desk;
    private final ScenarioModel model;

    SaidCard(Desk desk, ScenarioModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("card", "said");
    }

    Subscription follow() {
        return desk.bench().turns().subscribe(this::show).and(model.played().subscribe(_ -> show()));
    }

    private void show() {
        var at = model.played().get();
        var turns = desk.bench().turns();
        var here = at != null && at.session().equals(desk.bench().session().get()) && !turns.isEmpty();
        getChildren().clear();
        setVisible(here);
        setManaged(here);
        if (here) {
            tell(turns.getLast());
        }
    }

    private void tell(TurnStory turn) {
        getChildren().addAll(words("The customer", "muted", "small"), words(turn.message().value()),
                words("The agent", "muted", "small"));
        if (turn.state() == TurnStory.State.OPEN) {
            getChildren().add(words("works on it\u2026", "muted"));
            return;
        }
        getChildren().addAll(words(turn.delivered().value()), marks(turn));
    }

    private FlowPane marks(TurnStory turn) {
        var row = new FlowPane();
        row.getStyleClass().add("gap-8");
        turn.injections().stream().map(i -> i.mode().title()).distinct()
                .forEach(title -> row.getChildren().add(new Pill(Mark.INJECTED, title)));
        var outcome = turn.outcome();
        if (outcome != null) {
            row.getChildren().add(new Pill(Mark.of(outcome), outcome.wire().replace('_', ' ')));
        }
        var look = new Hyperlink("Look into turn " + turn.number());
        look.setOnAction(_ -> {
            desk.bench().select(turn.number());
            desk.actions().run("screen.bench");
        });
        row.getChildren().add(look);
        return row;
    }

    private static Region words(String text, String... classes) { return Prose.of(text, classes); }
}
