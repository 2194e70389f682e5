package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.View;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A newcomer's first minute: one button breaks one answer on purpose, recovery mends it, and a line says where to look.
final class FirstRun extends View {
    /// Asks for facts that can be checked, so that an invented one is caught.
    private static final String QUESTION = "What is the status of my claim INS-2024-9876?";

    private final Desk desk;
    private final Places places;
    private final Label title = new Label();
    private final Label words = new Label();
    private final Button act = new Button("Break an answer and mend it");
    private final HBox strip = new HBox();
    private int shown;

    FirstRun(Desk desk, Places places) {
        this.desk = desk;
        this.places = places;
    }

    @Override
    protected Parent build() {
        title.getStyleClass().add("strong");
        words.setWrapText(true);
        words.getStyleClass().add("muted");
        words.setMinHeight(Region.USE_PREF_SIZE);
        act.setId("first-run");
        act.getStyleClass().add("accent");
        act.setMinWidth(Region.USE_PREF_SIZE);
        act.setOnAction(_ -> start());
        var text = new VBox(title, words);
        HBox.setHgrow(text, Priority.ALWAYS);
        strip.getChildren().addAll(new Emblem(30), text, act,
                Buttons.icon(Feather.X, "Do not show this again", () -> places.welcome().set(false)));
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("first-run");
        return strip;
    }

    @Override
    protected void opened() {
        listen(places.welcome(), shownNow -> {
            strip.setVisible(shownNow);
            strip.setManaged(shownNow);
        });
        hold(desk.bench().turns().subscribe(this::follow));
        offer();
    }

    private void offer() {
        shown = 0;
        say("Nothing is broken yet",
                "Chaos is off. One click breaks one answer on purpose and shows how recovery mends "
                        + "it. No key and no network are needed.");
        act.setVisible(true);
        act.setManaged(true);
        act.setDisable(false);
    }

    private void start() {
        act.setDisable(true);
        say("Breaking one answer\u2026", "The agent's reply gets an invented fact; recovery does not know that.");
        if ("none".equals(desk.lab().settings().get().policy())) {
            desk.lab().change("policy", "Recover by standard", now -> now.withPolicy("standard"));
        }
        desk.bench().follow().set(true);
        desk.lab().say(QUESTION, FailureMode.HALLUCINATION).whenComplete((turn, trouble) -> desk.pump().inOrder(() -> {
            if (trouble == null) {
                shown = turn.number();
                tell(turn);
            } else {
                offer();
                desk.notices().problem(trouble);
            }
        }));
    }

    private void follow() {
        if (shown > 0 && desk.bench().turns().stream().noneMatch(turn -> turn.number() == shown)) {
            offer();
        }
    }

    private void tell(TurnStory turn) {
        act.setVisible(false);
        act.setManaged(false);
        if (turn.outcome() == Outcome.RECOVERED) {
            say("Turn " + turn.number() + " was broken and mended",
                    "On the right, Diff: red in Observed is what the failure put in; gold in Delivered is what recovery "
                            + "gave back. Recovery, beside it, tells each step. The gold seam marks the mended message.");
        } else {
            say("Turn " + turn.number() + " was broken, and not mended this time",
                    "On the right, Diff: red in Observed is what the failure put in. Recovery, beside it, tells what "
                            + "was tried.");
        }
    }

    private void say(String head, String line) {
        title.setText(head);
        words.setText(line);
    }
}
