package dev.kintsugi.workbench.policy;

import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.View;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Every pattern in its order, outermost first. Dragging moves one, and so do Alt+Up and Alt+Down.
final class OrderList extends View {
    private final Desk desk;
    private final PolicyModel model;
    private final VBox rows = new VBox();
    private final Map<String, PatternRow> known = new HashMap<>();

    OrderList(Desk desk, PolicyModel model) {
        this.desk = desk;
        this.model = model;
    }

    @Override
    protected Parent build() {
        rows.getStyleClass().add("pattern-rows");
        rows.addEventHandler(KeyEvent.KEY_PRESSED, this::walk);
        var outer = new Label("outermost: sees a failure last");
        outer.getStyleClass().addAll("muted", "small");
        var inner = new Label("innermost: next to the call");
        inner.getStyleClass().addAll("muted", "small");
        var box = new VBox(outer, new Page("The patterns", rows), inner);
        box.getStyleClass().addAll("gap-4", "pattern-order");
        return box;
    }

    @Override
    protected void opened() {
        listen(model.draft(), _ -> show());
        listen(model.selected(), _ -> show());
        var here = rows.focusWithinProperty();
        var blocked = Blocked.unless(here, "Put the focus on a pattern of the policy");
        hold(desk.actions().first(
                Action.of("policy.outward", "Move the pattern outward").group("Recovery").icon(Feather.ARROW_UP)
                        .key("Alt+Up").blocked(blocked).run(() -> move(-1)),
                Action.of("policy.inward", "Move the pattern inward").group("Recovery").icon(Feather.ARROW_DOWN)
                        .key("Alt+Down").blocked(blocked).run(() -> move(1))));
    }

    private void move(int by) {
        var pattern = model.selected().get();
        model.move(pattern, model.draft().get().at(pattern) + by);
        focus(pattern);
    }

    private void walk(KeyEvent event) {
        var by = event.getCode() == KeyCode.UP ? -1 : event.getCode() == KeyCode.DOWN ? 1 : 0;
        var to = model.draft().get().at(model.selected().get()) + by;
        if (by != 0 && !event.isAltDown() && to >= 0 && to < rows.getChildren().size()) {
            rows.getChildren().get(to).requestFocus();
            event.consume();
        }
    }

    private void focus(String pattern) {
        var row = known.get(pattern);
        if (row != null) {
            row.requestFocus();
        }
    }

    private void show() {
        var slots = model.draft().get().slots();
        var before = rows.getChildren().stream().map(n -> ((PatternRow) n).pattern()).toList();
        if (!before.equals(slots.stream().map(s -> s.pattern().name()).toList())) {
            var focused = rows.isFocusWithin();
            rows.getChildren().setAll(slots.stream().map(
                    s -> known.computeIfAbsent(s.pattern().name(), name -> new PatternRow(model, name))).toList());
            if (focused) {
                focus(model.selected().get()); // or the focus, and with it the choice, would go to another row
            }
        }
        var place = 0;
        for (var slot : slots) {
            place += slot.on() ? 1 : 0;
            var row = known.get(slot.pattern().name());
            if (row != null) {
                row.show(slot.pattern(), slot.on() ? place : 0, slot.pattern().name().equals(model.selected().get()));
            }
        }
    }
}
