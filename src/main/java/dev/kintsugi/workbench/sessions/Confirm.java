package dev.kintsugi.workbench.sessions;

import atlantafx.base.controls.Popover;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks first, beside the button that would do it; the confirming button carries its verb.
final class Confirm {
    private Confirm() {}

    /// Before something that cannot be taken back.
    static void danger(Node beside, String question, String verb, Runnable run) {
        ask(beside, question, "Keep it", verb, "danger", run);
    }

    /// @param keep what the button says that does nothing
    static void ask(Node beside, String question, String keep, String verb, String style, Runnable run) {
        var popover = new Popover();
        var words = new Label(question);
        words.setWrapText(true);
        var yes = new Button(verb);
        yes.getStyleClass().add(style);
        yes.setOnAction(_ -> {
            popover.hide();
            run.run();
        });
        var no = new Button(keep);
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
