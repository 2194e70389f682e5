package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.errands.ErrandsModel;
import dev.kintsugi.workbench.experiment.ExperimentModel;
import dev.kintsugi.workbench.kit.Actions;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.LabFeed;
import dev.kintsugi.workbench.kit.Look;
import dev.kintsugi.workbench.kit.Notices;
import dev.kintsugi.workbench.kit.Prices;
import dev.kintsugi.workbench.kit.Pump;
import dev.kintsugi.workbench.kit.Undo;
import dev.kintsugi.workbench.kit.View;
import dev.kintsugi.workbench.shell.Places.Over;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One window over a lab, from opening to closing. On the FX thread only.
public final class Window implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Window.class);
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 640;
    /// How wide the bench must be for each percent of zoom, so that nothing of it is cut off.
    private static final double WIDTH_PER_PERCENT = 7.6;
    /// What the system may draw around the window; how much it really is, is known too late.
    private static final double FRAME_WIDTH = 8;
    private static final double FRAME_HEIGHT = 40;

    private final WorkbenchOptions options;
    private final Stage stage;
    private final Pump pump = new Pump();
    private final Desk desk;
    private final Places places = new Places();
    private final WindowMemory memory;
    private final Rooms rooms;
    private final BenchScreen bench;
    private final Frame frame;
    private Subscription held = Subscription.EMPTY;

    Window(Stage stage, Lab lab, WorkbenchOptions options) {
        this.stage = stage;
        this.options = options;
        this.desk = desk(lab, pump);
        this.memory = WindowMemory.load(options.home());
        recall();
        held = held.and(undoLooks(desk.appearance()));
        held = held.and(desk.actions().add(new LabActions(desk, places, this::seed).all()));
        this.rooms = new Rooms(desk, options, places, stage);
        rooms.gateway().set(memory.gateway());
        this.bench = new BenchScreen(places, rooms,
                new FirstRun(desk.bench(), places, () -> desk.actions().run("inspector.mending"),
                        () -> desk.actions().run("chat.message")),
                memory,
                desk.appearance());
        this.frame = frame();
    }

    private static Desk desk(Lab lab, Pump pump) {
        var notices = new Notices();
        var undo = new Undo();
        var bench = new Bench();
        return new Desk(new LabFeed(lab, bench, pump, undo, notices), bench, new Actions(), undo,
                new Jobs(pump, notices), notices, pump, new Appearance(), new Prices());
    }

    private Frame frame() {
        var choices = new Choices(desk, options.packs(), options.fixed(),
                () -> places.screen().set(ScreenName.SETTINGS));
        Runnable leave = () -> places.over().set(Over.NOTHING);
        Map<ScreenName, View> screens = Map.of(ScreenName.BENCH, bench, ScreenName.SCENARIOS, rooms.scenarios(),
                ScreenName.EXPERIMENTS, rooms.experiment(), ScreenName.ERRANDS, rooms.errand(),
                ScreenName.SESSIONS, rooms.sessions(), ScreenName.PEOPLE, rooms.people(), ScreenName.RECOVERY,
                rooms.recovery(), ScreenName.NETWORK, rooms.network(), ScreenName.SETTINGS, rooms.settings());
        Map<Over, View> overs = Map.of(Over.PALETTE,
                new CommandPalette(new PaletteEntries(desk, places, rooms)::all, leave), Over.HELP,
                new HelpOverlay(desk.actions(), leave), Over.PRESENTER,
                new Presenter(desk.bench(), rooms.glance(), () -> places.screen().get() == ScreenName.SCENARIOS,
                        leave));
        return new Frame(places, desk.appearance(), new TopBar(desk, choices),
                new Rail(places, desk.actions(), rooms.waiting().count()),
                new StatusBar(desk, rooms.gateway().words(), () -> places.screen().set(ScreenName.NETWORK)),
                new NoticePane(desk.notices()), screens, overs);
    }

    /// Drawn, like all chance here, from the seed that is set: shuffling is repeatable too.
    private long seed() {
        var now = desk.lab().settings().get().seed();
        return new Draws(now).below(new DrawKey(0, 0, 0, "window.next-seed"), 1_000_000);
    }

    /// How the window looks is a setting like any other: what changed it last can be taken back.
    private Subscription undoLooks(Appearance looks) {
        return Subscription.combine(remembered(looks.theme(), "Change the theme"),
                remembered(looks.zoom(), "Change the zoom"), remembered(looks.motion(), "Change the motion"));
    }

    private <T> Subscription remembered(Property<T> setting, String title) {
        return setting.subscribe((before, _) -> {
            desk.undo().seal();
            desk.undo().changed(setting, title, before, setting::setValue);
            desk.undo().seal();
        });
    }

    /// What is chosen is kept at once: a window that is ended from outside is never closed.
    private Subscription keepChosen() {
        var looks = desk.appearance();
        return Stream.<ObservableValue<?>>of(looks.theme(), looks.zoom(), looks.motion(), places.screen(),
                places.welcome(), desk.bench().session()).map(chosen -> chosen.subscribe((_, _) -> keep()))
                .reduce(Subscription.EMPTY, Subscription::and);
    }

    private void keep() { now().save(options.home()); }

    /// On a screen of the person's, and no larger than it.
    void showOn(Screen screen) {
        var room = screen.getVisualBounds();
        show(room.getWidth() - FRAME_WIDTH, room.getHeight() - FRAME_HEIGHT);
        stage.setMaximized(memory.place().whole());
    }

    /// @param width  at most so wide, without its frame
    /// @param height at most so high
    void show(double width, double height) {
        var scene = new Scene(frame.node(), Math.min(memory.width(), width), Math.min(memory.height(), height));
        held = held.and(Look.wear(scene, desk.appearance()));
        desk.actions().listen(scene);
        stage.setTitle("Kintsugi");
        held = held.and(desk.appearance().zoom().subscribe(zoom -> fit(zoom.doubleValue(), width)));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, height));
        putBack();
        stage.setScene(scene);
        stage.getIcons().setAll(Emblem.images(scene.getStylesheets()));
        frame.open();
        held = held.and(keepChosen());
        held = held.and(places.screen().subscribe(this::readyToWrite));
        held = held.and(new Leaving(desk.jobs(), desk.notices(),
                List.of(rooms.experiments()::leaving, rooms.errands()::leaving)).of(stage));
        tellUsable(scene);
        stage.show();
        readyToWrite(places.screen().get());
    }

    /// Where it was, if a screen is still there.
    private void putBack() {
        var corner = memory.place().corner();
        if (corner != null
                && !Screen.getScreensForRectangle(corner.getX(), corner.getY(), LEAST_WIDTH, LEAST_HEIGHT).isEmpty()) {
            stage.setX(corner.getX());
            stage.setY(corner.getY());
        }
    }

    /// Larger type needs a wider window, as far as the screen is: what has no room at the right grows to the left.
    private void fit(double zoom, double most) {
        var least = Math.min(most, Math.max(LEAST_WIDTH, zoom * WIDTH_PER_PERCENT));
        if (stage.getWidth() < least) {
            var room = Screen.getScreensForRectangle(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())
                    .stream().findFirst().orElseGet(Screen::getPrimary).getVisualBounds();
            if (stage.getX() + least > room.getMaxX()) {
                stage.setX(Math.max(room.getMinX(), room.getMaxX() - least));
            }
            stage.setWidth(least);
        }
        stage.setMinWidth(least);
    }

    /// On the bench one writes at once.
    private void readyToWrite(ScreenName screen) {
        if (screen == ScreenName.BENCH) {
            desk.actions().run("chat.message");
        }
    }

    /// The first pulse after the window is shown has laid everything out: from then on it can be used.
    private static void tellUsable(Scene scene) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                var now = new ConversationClock().wall();
                ProcessHandle.current().info().startInstant().ifPresent(start -> LOG
                        .debug("the window can be used {} ms after the start", start.until(now).toMillis()));
            }
        });
    }

    public Desk desk() { return desk; }

    public Stage stage() { return stage; }

    Places places() { return places; }

    ErrandsModel errands() { return rooms.errands(); }

    ExperimentModel experiments() { return rooms.experiments(); }

    private void recall() {
        var looks = desk.appearance();
        looks.theme().set(memory.theme());
        looks.zoomTo(memory.zoom());
        looks.motion().set(memory.motion());
        desk.prices().known().putAll(memory.prices());
        places.modes().set(memory.modes());
        places.inspector().set(memory.inspector());
        places.timeline().set(memory.timeline());
        places.welcome().set(memory.welcome());
        places.screen().set(memory.place().screen());
        Optional.ofNullable(memory.place().session()).ifPresent(desk.lab()::goOn);
    }

    private WindowMemory now() {
        var looks = desk.appearance();
        var scene = stage.getScene();
        // How large it was before it filled the screen is not told any more: what was remembered is kept.
        var whole = stage.isMaximized();
        return new WindowMemory(whole ? memory.width() : scene.getWidth(), whole ? memory.height() : scene.getHeight(),
                looks.theme().get(), looks.zoom().get(), looks.motion().get(), bench.columnPositions(),
                bench.rowPositions(),
                bench.wanted(places.modes()), bench.wanted(places.inspector()), bench.timelineWanted(),
                places.welcome().get(), desk.prices().known(),
                rooms.gateway().setting(), place(whole));
    }

    private LastPlace place(boolean whole) {
        return new LastPlace(places.screen().get(), desk.bench().session().get(), whole,
                whole || Double.isNaN(stage.getX())
                        ? memory.place().corner()
                        : new Point2D(stage.getX(), stage.getY()));
    }

    /// Closes every view and saves how the window looks. The lab stays open.
    @Override
    public void close() {
        keep();
        frame.close();
        held.unsubscribe();
        rooms.gateway().close();
        rooms.experiments().close();
        rooms.errands().close();
        desk.lab().close();
        pump.close();
        stage.hide();
    }
}
