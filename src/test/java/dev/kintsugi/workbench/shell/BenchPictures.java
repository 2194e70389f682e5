package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.control.Button;

/// The bench: empty, at the first steps, with a conversation and all its panes, and in the middle of a turn.
final class BenchPictures {
    private BenchPictures() {}

    static void firstRun(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            camera.look(Theme.DARK, 1440, 900, 100);
            camera.picture("first-run-1");
            Camera.on(() -> ((Button) camera.all(".empty-state .button").getFirst()).fire());
            var bench = camera.window().desk().bench();
            camera.until(() -> !bench.turns().isEmpty() && !bench.underWay());
            camera.picture("first-run-2");
        }
    }

    static void bench(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            conversation(lab, camera);
            Screenshots.everyLook(camera, name -> {
                camera.screen(ScreenName.BENCH);
                camera.picture(name + "bench");
                inspector(camera, name);
                overlays(camera, name);
                notices(camera, name);
            });
        }
    }

    /// Lays the usual conversation on the bench, chaos on, its last failure selected.
    static void conversation(Lab lab, Camera camera) throws Exception {
        var session = TestLab.conversation(lab);
        lab.change(lab.settings().withFaults(lab.settings().faults().withChaos(true)));
        lay(session, camera);
    }

    /// Lays a session on the bench, its last turn selected.
    static void lay(Session session, Camera camera) throws Exception {
        var desk = camera.window().desk();
        Camera.on(() -> camera.window().places().welcome().set(false));
        Camera.on(() -> desk.lab().open(session.id()));
        camera.until(() -> desk.bench().turns().size() == session.turns().size());
        Camera.on(() -> desk.bench().select(session.turns().size()));
    }

    private static void inspector(Camera camera, String name) throws Exception {
        openFirstCard(camera);
        for (var part : List.of("recovery", "charts", "raw", "diff")) {
            camera.action("inspector." + part);
            camera.picture(name + "inspector-" + part);
        }
        openFirstCard(camera);
    }

    private static void openFirstCard(Camera camera) throws Exception {
        Camera.on(() -> ((Button) List
                .copyOf(((Parent) camera.all(".mode-card").getFirst()).lookupAll(".icon-button")).getLast()).fire());
    }

    private static void overlays(Camera camera, String name) throws Exception {
        for (var over : List.of(Places.Over.PALETTE, Places.Over.HELP, Places.Over.PRESENTER)) {
            camera.over(over);
            camera.picture(name + "over-" + over.name().toLowerCase(Locale.ROOT));
        }
        camera.over(Places.Over.NOTHING);
    }

    private static void notices(Camera camera, String name) throws Exception {
        var desk = camera.window().desk();
        Camera.on(() -> desk.notices()
                .problem(new Problem("The store did not answer", "the disk is full",
                        "Free some space, then try again")));
        Camera.on(() -> desk.notices().say("Saved report.html"));
        Camera.on(() -> desk.bench().forced().set(FailureMode.OFF_TOPIC));
        camera.picture(name + "notices");
        Camera.on(() -> desk.bench().forced().set(null));
        Camera.on(() -> List.copyOf(desk.notices().shown()).forEach(desk.notices()::dismiss));
    }

    /// A turn under way in real time: the message, the wait, the text that arrives.
    static void underWay(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            conversation(lab, camera);
            var feed = camera.window().desk().lab();
            camera.look(Theme.DARK, 1440, 900, 100);
            Camera.on(() -> feed.change("pace", "As in life", now -> now.withTimeScale(1)));
            Camera.on(feed::begin);
            Camera.settle();
            Camera.on(() -> feed.say("Does my policy cover a rental car?", FailureMode.API_TIMEOUT));
            camera.picture("turn-1-thinks");
            Camera.settle();
            Camera.settle();
            camera.picture("turn-2-hangs");
            camera.action("chat.skip");
            camera.picture("turn-3-skipped");
            camera.action("chat.stop");
            Camera.on(() -> feed.change("pace", "Instant", now -> now.withTimeScale(ConversationClock.INSTANT)));
            Camera.settle();
        }
    }
}
