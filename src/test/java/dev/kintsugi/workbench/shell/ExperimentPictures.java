package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;

/// Experiments: what one will do, being played, what it found as charts and as tables, its episodes, a surface, an
/// ablation, and a file with a mistake.
final class ExperimentPictures {
    private ExperimentPictures() {}

    static void experiments(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            Camera.on(() -> camera.window().places().welcome().set(false));
            camera.screen(ScreenName.EXPERIMENTS);
            Camera.settle();
            played(camera, "ablation", "24");
            played(camera, "reliability", "20");
            choose(camera, "standard-worth");
            camera.action("experiment.results");
            camera.picture("experiment-before");
            camera.action("experiment.run");
            camera.until(() -> !camera.all(".forest-track").isEmpty());
            camera.picture("experiment-running");
            camera.look(Theme.DARK, 1280, 800, 160);
            camera.picture("experiment-running-large");
            camera.action("experiment.stop");
            camera.idle();
            camera.picture("experiment-stopped");
            Screenshots.everyLook(camera, name -> {
                plan(camera, name);
                found(camera, name + "experiment-worth", "standard-worth");
                camera.action("experiment.tables");
                pages(camera, name + "experiment-tables");
                camera.action("experiment.tables");
                camera.action("experiment.episodes");
                camera.picture(name + "experiment-episodes");
                found(camera, name + "experiment-surface", "reliability");
                found(camera, name + "experiment-ablation", "ablation");
            });
            broken(camera);
        }
    }

    /// The page as the documents show it.
    static void document(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            camera.look(Theme.LIGHT, 1440, 900, 100);
            Camera.on(() -> camera.window().places().welcome().set(false));
            camera.screen(ScreenName.EXPERIMENTS);
            Camera.settle();
            played(camera, "standard-worth", "200");
            camera.action("experiment.results");
            Camera.on(() -> List.copyOf(camera.window().desk().notices().shown())
                    .forEach(camera.window().desk().notices()::dismiss));
            camera.picture("experiment");
        }
    }

    private static void played(Camera camera, String name, String conversations) throws Exception {
        choose(camera, name);
        Camera.on(() -> ((TextField) camera.all("#experiment-conversations").getFirst()).setText(conversations));
        Camera.settle();
        camera.action("experiment.run");
        camera.idle();
    }

    private static void plan(Camera camera, String name) throws Exception {
        choose(camera, "reliability");
        camera.action("experiment.plan");
        camera.picture(name + "experiment-plan");
    }

    private static void found(Camera camera, String picture, String name) throws Exception {
        choose(camera, name);
        camera.action("experiment.results");
        pages(camera, picture);
    }

    private static void pages(Camera camera, String name) throws Exception {
        var scroll = (ScrollPane) camera.all("#experiment-results").getFirst();
        for (var page : new double[]{0, 0.5, 1}) {
            Camera.on(() -> scroll.setVvalue(page));
            camera.picture(name + (page == 0 ? "" : page == 1 ? "-end" : "-middle"));
        }
        Camera.on(() -> scroll.setVvalue(0));
    }

    private static void choose(Camera camera, String name) throws Exception {
        var file = Path.of("scenarios/experiments/" + name + ".yaml").toAbsolutePath();
        Camera.on(() -> camera.window().desk().actions().run("experiment.plan"));
        camera.until(() -> camera.window().stage().getScene().lookup("#experiment-list") instanceof Node list
                && !((ListView<?>) list).getItems().isEmpty());
        Camera.on(() -> camera.window().experiments().choice().open(file));
        Camera.settle();
    }

    private static void broken(Camera camera) throws Exception {
        var file = Files.writeString(Camera.home().resolve("broken.yaml"), """
                title: With a mistake
                description: Its seed is a word.
                seed: forty-two
                episodes: 10
                conversation: {before: 2, fail: all}
                arms: [{name: none}]
                """);
        Camera.on(() -> camera.window().experiments().choice().open(file));
        camera.action("experiment.plan");
        camera.picture("experiment-broken");
    }
}
