package dev.kintsugi.workbench.sessions;

import atlantafx.base.controls.Popover;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks before something is lost, beside the button that would do it; the confirming button carries its verb.
final class Confirm {
    private Confirm() {}

    static void ask(Node beside, String question, String verb, Runnable run) {
        var popover = new Popover();
        var words = new Label(question);
        words.setWrapText(true);
        var yes = new Button(verb);
        yes.getStyleClass().add("danger");
        yes.setOnAction(_ -> {
            popover.hide();
            run.run();
        });
        var no = new Button("Keep it");
        no.setOnAction(_ -> popover.hide());
        no.setCancelButton(true);
        var buttons = new HBox(no, yes);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("gap-8");
        var box = new VBox(words, buttons);
        box.getStyleClass().addAll("confirm", "gap-12");
        popover.setContentNode(box);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.RIGHT_TOP);
        popover.show(beside);
        no.requestFocus();
    }
}
