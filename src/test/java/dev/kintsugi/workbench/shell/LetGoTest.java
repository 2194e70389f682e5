package dev.kintsugi.workbench.shell;

import static dev.kintsugi.workbench.shell.WindowRig.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.chat.ChatView;
import dev.kintsugi.workbench.errands.ErrandsDialogs;
import dev.kintsugi.workbench.errands.ErrandsModel;
import dev.kintsugi.workbench.errands.ErrandsView;
import dev.kintsugi.workbench.experiment.ExperimentModel;
import dev.kintsugi.workbench.experiment.ExperimentView;
import dev.kintsugi.workbench.experiment.FileDialogs;
import dev.kintsugi.workbench.faults.FaultsView;
import dev.kintsugi.workbench.health.HealthView;
import dev.kintsugi.workbench.inspector.InspectorModel;
import dev.kintsugi.workbench.inspector.InspectorView;
import dev.kintsugi.workbench.kit.View;
import dev.kintsugi.workbench.matrix.DetectorsView;
import dev.kintsugi.workbench.matrix.MatrixModel;
import dev.kintsugi.workbench.matrix.MatrixView;
import dev.kintsugi.workbench.network.NetworkModel;
import dev.kintsugi.workbench.network.NetworkView;
import dev.kintsugi.workbench.policy.PolicyModel;
import dev.kintsugi.workbench.policy.PolicyView;
import dev.kintsugi.workbench.scenario.ScenarioView;
import dev.kintsugi.workbench.sessions.Exporting;
import dev.kintsugi.workbench.sessions.SessionsView;
import dev.kintsugi.workbench.settings.SettingsView;
import dev.kintsugi.workbench.timeline.TimelineModel;
import dev.kintsugi.workbench.timeline.TimelineView;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every view of the window, opened and closed fifty times over a session with turns, is let go.
@ExtendWith(ApplicationExtension.class)
class LetGoTest {
    private static final int TIMES = 50;

    @TempDir
    static Path home;

    private Lab lab;
    private Window window;
    private final StackPane room = new StackPane();

    @Start
    void start(Stage stage) {
        lab = TestLab.open();
        Desks.place(stage, 1440, 900);
        window = Workbench.stage(stage, lab, TestLab.options(home));
    }

    @AfterEach
    void stop() {
        ask(() -> {
            window.close();
            return 0;
        });
        lab.close();
    }

    @Test
    void everyViewIsLetGo() {
        laidOut();
        var held = new LinkedHashMap<String, List<WeakReference<View>>>();
        views().forEach((name, view) -> {
            var all = new ArrayList<WeakReference<View>>();
            for (int i = 0; i < TIMES; i++) {
                all.add(ask(() -> openAndClose(view.get())));
            }
            held.put(name, all);
        });
        awaitLetGo(held);
    }

    /// Screens are built once and opened again and again: what an opening leaves behind would add up.
    @Test
    void aViewThatIsOpenedAgainAndAgainIsLetGo() {
        laidOut();
        var held = new LinkedHashMap<String, List<WeakReference<View>>>();
        views().forEach((name, view) -> held.put(name, List.of(ask(() -> openAgainAndAgain(view.get())))));
        awaitLetGo(held);
    }

    private void laidOut() {
        var session = TestLab.conversation(lab);
        ask(() -> window.desk().lab().open(session.id()));
        await().until(() -> ask(() -> window.desk().bench().turns().size() == 6));
        ask(() -> new Scene(room, 900, 600));
    }

    private static void awaitLetGo(Map<String, List<WeakReference<View>>> held) {
        await().untilAsserted(() -> {
            System.gc();
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(held.entrySet().stream().filter(e -> e.getValue().stream().anyMatch(one -> one.get() != null))
                    .map(Map.Entry::getKey)).as("still held").isEmpty();
        });
    }

    private WeakReference<View> openAgainAndAgain(View view) {
        for (int i = 0; i < TIMES; i++) {
            openAndClose(view);
        }
        return openAndClose(view);
    }

    private WeakReference<View> openAndClose(View view) {
        room.getChildren().setAll(view.node());
        view.open();
        room.applyCss();
        room.layout();
        view.close();
        // A scene without a window keeps its focus until it is asked for again.
        room.requestFocus();
        room.getChildren().clear();
        return new WeakReference<>(view);
    }

    private Map<String, Supplier<View>> views() {
        var desk = window.desk();
        var options = TestLab.options(home);
        var places = new Places();
        var views = new LinkedHashMap<String, Supplier<View>>();
        views.put("chat", () -> new ChatView(desk));
        views.put("modes", () -> new FaultsView(desk, _ -> ""));
        views.put("inspector", () -> new InspectorView(desk, new InspectorModel(desk.bench()), _ -> Optional.empty(),
                Map::of));
        views.put("timeline", () -> new TimelineView(desk, new TimelineModel(desk.bench()), () -> {}));
        views.put("scenarios", () -> new ScenarioView(desk, List::of));
        views.put("experiments", () -> new ExperimentView(desk, new ExperimentModel(desk, options.program()),
                new FileDialogs(window.stage(), () -> ""), () -> {}));
        views.put("errands", () -> new ErrandsView(desk, new ErrandsModel(desk, options.program(), options.errands()),
                new ErrandsDialogs(window.stage()), () -> {}));
        views.put("sessions", () -> new SessionsView(desk, new Exporting(desk), () -> {}));
        views.put("settings", () -> new SettingsView(desk, options.packs(), options.fixed(), options.connection(),
                options.storeBytes(), options.addresses(), options.origins()));
        views.put("policy", () -> new PolicyView(desk, new PolicyModel(desk, home), ""));
        views.put("health", () -> new HealthView(desk, new SimpleIntegerProperty(), () -> {}, () -> {}));
        views.put("matrix", () -> new MatrixView(desk, new MatrixModel(desk, List::of), () -> {}));
        views.put("detectors", () -> new DetectorsView(desk));
        views.put("presenter", () -> new Presenter(desk.bench(), new ScenarioView(desk, List::of).glance(),
                () -> true, () -> {}));
        views.put("palette", () -> new CommandPalette(List::of, () -> {}));
        views.put("help", () -> new HelpOverlay(desk.actions(), () -> {}));
        views.put("status bar", () -> new StatusBar(desk, new SimpleStringProperty("Gateway: off"), () -> {}));
        views.put("top bar", () -> new TopBar(desk, new Choices(desk, options.packs(), options.fixed(), () -> {})));
        views.put("rail", () -> new Rail(places, desk.actions(), new SimpleIntegerProperty()));
        views.put("gateway", () -> new NetworkView(desk, new NetworkModel(desk, options.doors()), () -> {}));
        views.put("notices", () -> new NoticePane(desk.notices()));
        views.put("first run", () -> new FirstRun(desk.bench(), places, () -> {}, () -> {}));
        views.put("bench", () -> new BenchScreen(new Places(), new Rooms(desk, options, new Places(), window.stage()),
                new FirstRun(desk.bench(), places, () -> {}, () -> {}), WindowMemory.first(),
                desk.appearance()));
        return views;
    }
}
