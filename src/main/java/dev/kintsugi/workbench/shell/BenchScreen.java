package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.AfterLayout;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.View;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The bench: modes, conversation and inspector side by side, the timeline below, each resizable and three of them
/// hideable. Where type is large and the window is not, one of the two at the sides stands beside the conversation, and
/// a strip above changes between them; the timeline gives way too, until somebody asks for it.
final class BenchScreen extends View {
    /// Room from top to bottom, in heights of text, up to which the conversation needs all of it.
    private static final double LEAST_ROOM = 46;

    private final Places places;
    private final Rooms rooms;
    private final Appearance looks;
    private final FirstRun firstRun;
    private final SplitPane columns = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final Dividers acrossSaved;
    private final Dividers downSaved;
    private final Segments<Side> sides = new Segments<>(List.of(Side.values()), Side::words);
    private final HBox strip = new HBox(sides);
    private boolean narrow;
    private boolean low;
    private boolean timelineGaveWay;
    private @Nullable BooleanProperty displaced;

    /// What may stand at a side.
    private enum Side {
        MODES("Failure modes"), TURN("The turn");

        private final String words;

        Side(String words) { this.words = words; }

        String words() { return words; }
    }

    BenchScreen(Places places, Rooms rooms, FirstRun firstRun, WindowMemory memory, Appearance looks) {
        this.looks = looks;
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
        strip.getStyleClass().add("side-strip");
        return new VBox(firstRun.node(), strip, rows);
    }

    @Override
    protected void opened() {
        hold(places.modes().subscribe((_, _) -> arrange(places.modes(), places.inspector())));
        hold(places.inspector().subscribe((_, _) -> arrange(places.inspector(), places.modes())));
        hold(places.timeline().subscribe((_, shown) -> {
            timelineGaveWay &= !shown;
            layRows();
            openPanes();
        }));
        if (rows.getItems().isEmpty()) {
            layColumns();
            layRows();
        }
        openPanes();
        showStrip();
        // The scene's width, for it never changes in the midst of laying out.
        listen(rows.sceneProperty().flatMap(Scene::widthProperty), _ -> fit());
        listen(rows.sceneProperty().flatMap(Scene::heightProperty), _ -> fit());
        hold(looks.zoom().subscribe(this::fit));
        hold(sides.chosen()
                .subscribe((_, side) -> (side == Side.MODES ? places.modes() : places.inspector()).set(true)));
    }

    /// What gave way for want of room comes back with it.
    private void fit() {
        var scene = rows.getScene();
        if (scene == null) {
            return;
        }
        narrow = looks.room(scene.getWidth()) < TopBar.LEAST_ROOM;
        makeRoom(places.inspector(), places.modes());
        if (!narrow && displaced != null) {
            displaced.set(true);
            displaced = null;
        }
        showStrip();
        var before = low;
        low = looks.room(scene.getHeight()) < LEAST_ROOM;
        if (low && !before && places.timeline().get()) {
            places.timeline().set(false);
            timelineGaveWay = true;
        } else if (!low && timelineGaveWay) {
            timelineBack();
        }
    }

    /// When all else has found its place: a divider that is put while its pane changes its size moves along.
    private void timelineBack() {
        AfterLayout.run(rows, () -> {
            if (!low && timelineGaveWay) {
                places.timeline().set(true);
            }
        });
    }

    /// Who hid both wants neither.
    private void showStrip() {
        var shown = narrow && (places.modes().get() || places.inspector().get());
        strip.setVisible(shown);
        strip.setManaged(shown);
    }

    private void makeRoom(BooleanProperty shown, BooleanProperty other) {
        if (narrow && shown.get() && other.get()) {
            displaced = other;
            other.set(false);
        }
        if (places.modes().get() || places.inspector().get()) {
            sides.chosen().set(places.modes().get() ? Side.MODES : Side.TURN);
        }
    }

    @Override
    protected void closed() { List.of(rooms.faults(), rooms.inspector(), rooms.timeline()).forEach(View::close); }

    private void arrange(BooleanProperty changed, BooleanProperty other) {
        makeRoom(changed, other);
        showStrip();
        layColumns();
        openPanes();
    }

    private void layColumns() {
        acrossSaved.keep();
        columns.getItems().setAll(nodes(places.modes().get() ? rooms.faults() : null, rooms.chat(),
                places.inspector().get() ? rooms.inspector() : null));
        acrossSaved.put(List.of(places.modes().get(), places.inspector().get()), narrow);
    }

    private void layRows() {
        downSaved.keep();
        rows.getItems().setAll(columns);
        if (places.timeline().get()) {
            rows.getItems().add(rooms.timeline().node());
        }
        downSaved.put(List.of(places.timeline().get()), false);
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

    /// Whether that pane is wanted, shown or waiting for room.
    boolean wanted(BooleanProperty pane) { return pane.get() || pane == displaced; }

    boolean timelineWanted() { return places.timeline().get() || timelineGaveWay; }

    List<Double> columnPositions() { return acrossSaved.kept(); }

    List<Double> rowPositions() { return downSaved.kept(); }
}
