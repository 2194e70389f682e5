package dev.kintsugi.workbench.chat;

import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.RowInSight;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListView;
import javafx.util.Subscription;

/// The virtual list of turns, in step with the one selection.
final class TurnList extends ListView<TurnStory> {
    private final Bench bench;
    private final RowInSight sight = new RowInSight(this, this::followsTheNewest);
    private final Set<TurnCell> cells = Collections.newSetFromMap(new WeakHashMap<>());

    TurnList(ChatModel model, Bench bench) {
        super(model.shown());
        this.bench = bench;
        getStyleClass().addAll("chat-list");
        setAccessibleText("Conversation");
        setCellFactory(_ -> {
            var cell = new TurnCell(bench);
            cells.add(cell);
            return cell;
        });
    }

    Subscription follow() {
        ListChangeListener<TurnStory> grown = _ -> selected(bench.turn().get());
        getItems().addListener(grown);
        return sight.begin().and(bench.turn().subscribe(n -> selected(n.intValue())))
                .and(getSelectionModel().selectedItemProperty().subscribe(this::picked))
                .and(() -> getItems().removeListener(grown));
    }

    private boolean followsTheNewest() {
        return bench.follow().get() && bench.turn().get() == getItems().getLast().number();
    }

    private void picked(TurnStory turn) {
        if (turn != null && isFocused() && turn.number() != bench.turn().get()) {
            bench.select(turn.number());
        }
    }

    private void selected(int number) {
        var at = index(number);
        if (at >= 0) {
            getSelectionModel().select(at);
            show(at);
        } else {
            getSelectionModel().clearSelection();
        }
        cells.forEach(TurnCell::reselect);
    }

    /// Brings the turn into sight; a turn that is in sight stays where it is, unless the newest is followed.
    private void show(int at) {
        if (!bench.follow().get()) {
            sight.bring(at);
        } else if (getHeight() > 0) {
            scrollTo(at);
            sight.stay();
        }
    }

    private int index(int number) {
        for (int at = getItems().size() - 1; at >= 0; at--) {
            if (getItems().get(at).number() == number) {
                return at;
            }
        }
        return -1;
    }
}
