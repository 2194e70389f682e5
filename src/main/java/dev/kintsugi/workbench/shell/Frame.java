package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.AfterLayout;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Focus;
import dev.kintsugi.workbench.kit.View;
import dev.kintsugi.workbench.shell.Places.Over;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The whole window: bars around one screen, and what lies over it.
final class Frame extends View {
    private final Places places;
    private final Appearance looks;
    private final View top;
    private final View rail;
    private final View status;
    private final View notices;
    private final Map<ScreenName, View> screens;
    private final Map<Over, View> overs;
    private final BorderPane frame = new BorderPane();
    private final StackPane place = new StackPane();
    private final ScrollPane scroll = new ScrollPane();
    private final StackPane layers = new StackPane(frame);
    private final StackPane veil = new StackPane();
    private @Nullable View screen;
    private @Nullable View over;
    private @Nullable Node focusBefore;
    /// What had the focus when it was taken out of the window.
    private @Nullable Node taken;

    Frame(Places places, Appearance looks, View top, View rail, View status, View notices,
            Map<ScreenName, View> screens,
            Map<Over, View> overs) {
        this.places = places;
        this.looks = looks;
        this.top = top;
        this.rail = rail;
        this.status = status;
        this.notices = notices;
        this.screens = screens;
        this.overs = overs;
    }

    @Override
    protected Parent build() {
        frame.setTop(child(top).node());
        frame.setLeft(child(rail).node());
        // In this order, for Tab goes from part to part as they come.
        frame.setCenter(place);
        frame.setBottom(child(status).node());
        veil.getStyleClass().add("veil");
        veil.setVisible(false);
        veil.setOnMouseClicked(event -> {
            if (event.getTarget() == veil) {
                places.over().set(Over.NOTHING);
            }
        });
        var box = child(notices).node();
        StackPane.setAlignment(box, Pos.BOTTOM_RIGHT);
        StackPane.setAlignment(frame, Pos.TOP_LEFT);
        scroll.setId("whole");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("edge-to-edge");
        layers.getChildren().addAll(veil, box);
        layers.getStyleClass().add("window");
        return layers;
    }

    /// On a screen that is too small for its parts in this type the window is scrolled: nothing is out of reach. Elsewhere it is
    /// not, for text within what scrolls is drawn less sharp.
    private void fit() {
        var small = layers.getWidth() < frame.minWidth(-1) || layers.getHeight() < frame.minHeight(-1);
        if (small == (scroll.getContent() != null)) {
            return;
        }
        var focused = layers.getScene() == null ? null : layers.getScene().getFocusOwner();
        if (small) {
            layers.getChildren().set(0, scroll);
            scroll.setContent(frame);
        } else {
            scroll.setContent(null);
            layers.getChildren().set(0, frame);
        }
        if (focused != null) {
            focused.requestFocus();
        }
    }

    private void fitSoon() { AfterLayout.run(layers, this::fit); }

    @Override
    protected void opened() {
        listen(places.screen(), this::show);
        hold(looks.zoom().subscribe(this::fitSoon));
        hold(layers.widthProperty().subscribe(this::fitSoon));
        hold(layers.heightProperty().subscribe(this::fitSoon));
        listen(places.over(), this::lay);
        hold(layers.sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::keepPlace));
    }

    /// When the control that has the focus goes, the toolkit goes on at the window's first one. Who worked on the screen goes
    /// on there.
    private void keepPlace(@Nullable Node before, @Nullable Node now) {
        var here = screen;
        var last = before == null ? taken : before;
        taken = now == null ? last : null;
        if (over == null && here != null && last != null && !Focus.reachable(last)
                && Focus.inside(now, top.node()) && !Focus.inside(last, top.node())) {
            AfterLayout.run(layers, here.node()::requestFocus);
        }
    }

    @Override
    protected void closed() {
        show(null);
        lay(null);
    }

    private void show(@Nullable ScreenName name) {
        var before = screen;
        var next = name == null ? null : screens.get(name);
        if (before != null && before != next) {
            before.close();
        }
        screen = next;
        if (next == null) {
            place.getChildren().clear();
        } else {
            place.getChildren().setAll(next.node());
        }
        if (next != null) {
            next.open();
            // What had the focus is gone with its screen: the next control is the new screen's first, not the window's.
            next.node().requestFocus();
            fitSoon();
        }
    }

    private void lay(@Nullable Over what) {
        var before = over;
        if (before != null) {
            before.close();
        }
        over = what == null ? null : overs.get(what);
        veil.setVisible(over != null);
        frame.setDisable(over != null);
        if (over == null) {
            veil.getChildren().clear();
            giveFocusBack();
        } else {
            open(over);
        }
    }

    private void open(View next) {
        var scene = layers.getScene();
        if (focusBefore == null && scene != null) {
            focusBefore = scene.getFocusOwner();
        }
        veil.getStyleClass().setAll(places.over().get() == Over.PRESENTER ? "veil-whole" : "veil");
        veil.getChildren().setAll(next.node());
        next.open();
    }

    private void giveFocusBack() {
        if (focusBefore != null) {
            focusBefore.requestFocus();
            focusBefore = null;
        }
    }
}
