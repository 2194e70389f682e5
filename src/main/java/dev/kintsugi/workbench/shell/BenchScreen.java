package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.View;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The bench: modes, conversation and inspector side by side, the timeline below, each resizable and three of them
/// hideable.
final class BenchScreen extends View {
    private final Places places;
    private final Rooms rooms;
    private final FirstRun firstRun;
    private final SplitPane columns = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final Dividers acrossSaved;
    private final Dividers downSaved;

    BenchScreen(Places places, Rooms rooms, FirstRun firstRun, WindowMemory memory) {
        this.places = places;
        this.rooms = rooms;
        this.firstRun = firstRun;
        this.acrossSaved = new Dividers(columns, List.of(0.235, 0.65), memory.columns());
        this.downSaved = new Dividers(rows, List.of(0.79), memory.rows());
    }

    @Override
    protected Parent build() {
        child(rooms.chat());
        child(firstRun);
        columns.getStyleClass().add("bench-columns");
        rows.setOrientation(Orientation.VERTICAL);
        rows.getStyleClass().add("bench-rows");
        // They keep their size when the window or what stands above changes: the rest belongs to the conversation.
        SplitPane.setResizableWithParent(rooms.timeline().node(), false);
        SplitPane.setResizableWithParent(rooms.faults().node(), false);
        VBox.setVgrow(rows, Priority.ALWAYS);
        return new VBox(firstRun.node(), rows);
    }

    @Override
    protected void opened() {
        hold(places.modes().subscribe((_, _) -> arrange()));
        hold(places.inspector().subscribe((_, _) -> arrange()));
        hold(places.timeline().subscribe((_, _) -> arrange()));
        if (rows.getItems().isEmpty()) {
            lay();
        }
        openPanes();
    }

    @Override
    protected void closed() { List.of(rooms.faults(), rooms.inspector(), rooms.timeline()).forEach(View::close); }

    private void arrange() {
        acrossSaved.keep();
        downSaved.keep();
        lay();
        openPanes();
    }

    private void lay() {
        columns.getItems().setAll(nodes(places.modes().get() ? rooms.faults() : null, rooms.chat(),
                places.inspector().get() ? rooms.inspector() : null));
        rows.getItems().setAll(columns);
        if (places.timeline().get()) {
            rows.getItems().add(rooms.timeline().node());
        }
        acrossSaved.put(List.of(places.modes().get(), places.inspector().get()));
        downSaved.put(List.of(places.timeline().get()));
    }

    private void openPanes() {
        show(rooms.faults(), places.modes().get());
        show(rooms.inspector(), places.inspector().get());
        show(rooms.timeline(), places.timeline().get());
    }

    private static List<Node> nodes(@Nullable View... views) {
        return Arrays.stream(views).filter(Objects::nonNull).<Node>map(View::node).toList();
    }

    private static void show(View view, boolean shown) {
        if (shown) {
            view.open();
        } else {
            view.close();
        }
    }

    List<Double> columnPositions() { return acrossSaved.kept(); }

    List<Double> rowPositions() { return downSaved.kept(); }
}
