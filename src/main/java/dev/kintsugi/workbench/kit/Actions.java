package dev.kintsugi.workbench.kit;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;

/// The one table of actions. Features add theirs when opened and take them back when closed. On the FX thread only.
public final class Actions {
    private final ObservableList<Action> table = FXCollections.observableArrayList();
    private final ObservableList<Action> all = FXCollections.unmodifiableObservableList(table);

    /// Adds actions until the subscription ends. A later action of the same id takes the place of an earlier one.
    public Subscription add(Action... actions) {
        for (var action : actions) {
            table.removeIf(known -> known.id().equals(action.id()));
            table.add(action);
        }
        var added = List.of(actions);
        return () -> table.removeIf(known -> added.stream().anyMatch(one -> one == known));
    }

    /// Adds actions that get their keys before all others, while nothing blocks them: for what has the focus.
    public Subscription first(Action... actions) {
        var added = List.of(actions);
        table.addAll(0, added);
        return () -> table.removeIf(known -> added.stream().anyMatch(one -> one == known));
    }

    public ObservableList<Action> all() { return all; }

    public Optional<Action> find(String id) {
        return table.stream().filter(action -> action.id().equals(id)).findFirst();
    }

    /// Runs that action if it is there and nothing blocks it; says whether it ran.
    public boolean run(String id) {
        var found = find(id).filter(Action::enabled);
        found.ifPresent(action -> action.run().run());
        return found.isPresent();
    }

    /// Lets the keys work in `scene`. Polite keys reach a focused text field first.
    public void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (!(scene.getFocusOwner() instanceof TextInputControl)) {
                press(event, true);
            }
            press(event, false);
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> press(event, true));
    }

    private void press(KeyEvent event, boolean polite) {
        if (event.isConsumed()) {
            return;
        }
        table.stream().filter(action -> action.polite() == polite && action.enabled())
                .filter(action -> action.keys().stream().anyMatch(key -> key.match(event))).findFirst()
                .ifPresent(action -> {
                    event.consume();
                    action.run().run();
                });
    }
}
