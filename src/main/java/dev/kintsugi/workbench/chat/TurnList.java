package dev.kintsugi.workbench.chat;

import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The virtual list of turns, in step with the one selection.
final class TurnList extends ListView<TurnStory> {
    /// Rows that were just measured move their neighbours: so many pulses after a change the end is looked for again.
    private static final int PULSES_TO_SETTLE = 12;

    private final Bench bench;
    private final Runnable afterLayout = this::settle;
    private int unsettled;
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
        moved(null, getScene());
        return sceneProperty().subscribe(this::moved).and(heightProperty().subscribe(_ -> stay()))
                .and(widthProperty().subscribe(_ -> stay())).and(bench.turn().subscribe(n -> selected(n.intValue())))
                .and(getSelectionModel().selectedItemProperty().subscribe(this::picked))
                .and(() -> getItems().removeListener(grown)).and(() -> moved(getScene(), null));
    }

    private void moved(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removePostLayoutPulseListener(afterLayout);
        }
        if (now != null) {
            now.addPostLayoutPulseListener(afterLayout);
        }
    }

    /// What stands around the list comes, goes and grows; the end stays in sight all the same.
    private void stay() {
        unsettled = PULSES_TO_SETTLE;
        Platform.requestNextPulse();
    }

    /// Only now, laid out, do the rows know their heights.
    private void settle() {
        var last = getItems().size() - 1;
        if (unsettled == 0 || last < 0 || !(lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return;
        }
        unsettled--;
        if (bench.follow().get() && bench.turn().get() == getItems().getLast().number()) {
            atTheEnd(flow, last);
            flow.layout(); // this pulse is painted next: no row may wait for the next layout
            Platform.requestNextPulse();
        }
    }

    private static <C extends IndexedCell<?>> void atTheEnd(VirtualFlow<C> flow, int last) {
        var lowest = flow.getLastVisibleCell();
        if (lowest != null && lowest.getIndex() == last) {
            flow.scrollToBottom(lowest);
        } else {
            flow.setPosition(1);
        }
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
        var inSight = cells.stream().anyMatch(c -> !c.isEmpty() && c.getIndex() == at && c.isVisible()
                && c.getBoundsInParent().getMinY() >= 0 && c.getBoundsInParent().getMaxY() <= getHeight());
        if (getHeight() > 0 && (bench.follow().get() || !inSight)) {
            scrollTo(at);
            stay();
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
