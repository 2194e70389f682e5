package dev.kintsugi.workbench.sessions;

import atlantafx.base.controls.Popover;
import dev.kintsugi.workbench.kit.Prose;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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
        var box = new Page(question, buttons);
        popover.setContentNode(box);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.RIGHT_TOP);
        popover.show(beside);
        no.requestFocus();
    }

    /// As high as its words need in the width that it will have: a popover asks without naming one.
    private static final class Page extends VBox {
        Page(String question, Node buttons) {
            super(Prose.of(question), buttons);
            getStyleClass().addAll("confirm", "gap-12");
        }

        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(width < 0 ? prefWidth(-1) : width);
        }
    }
}
