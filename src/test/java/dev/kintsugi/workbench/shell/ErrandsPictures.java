package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;

/// Errands: what a run will do, being run, what came of it, prompt by prompt, and a file with a mistake.
final class ErrandsPictures {
    private ErrandsPictures() {}

    static void errands(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            Camera.on(() -> camera.window().places().welcome().set(false));
            camera.action("errands.results");
            camera.until(() -> camera.window().desk().actions().find("errands.run").orElseThrow().enabled());
            camera.picture("errands-before");
            run(camera);
            Screenshots.everyLook(camera, name -> parts(camera, name));
            camera.look(Theme.DARK, 1024, 700, 160);
            parts(camera, "dark-1024-160-");
            broken(camera);
        }
    }

    /// The page as the documents show it.
    static void document(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            camera.look(Theme.LIGHT, 1440, 900, 100);
            Camera.on(() -> camera.window().places().welcome().set(false));
            camera.action("errands.plan");
            camera.until(() -> camera.window().desk().actions().find("errands.run").orElseThrow().enabled());
            camera.action("errands.run");
            camera.until(() -> camera.window().desk().actions().find("errands.stop").orElseThrow().enabled());
            camera.idle();
            Camera.on(() -> camera.window().desk().notices().shown().stream().toList()
                    .forEach(camera.window().desk().notices()::dismiss));
            camera.action("errands.live");
            Camera.on(() -> ((ListView<?>) camera.all("#errands-lines").getFirst()).scrollTo(32));
            camera.picture("errands");
        }
    }

    /// A toxic that is over at once, and errors enough to see each kind of ending.
    private static void run(Camera camera) throws Exception {
        camera.action("errands.plan");
        Camera.settle();
        Camera.on(() -> {
            ((ComboBox<?>) camera.all("#errands-toxic").getFirst()).getSelectionModel().select(5);
            type(camera, "#errands-toxic-chance", "30");
            type(camera, "#errands-error-chance", "30");
        });
        camera.action("errands.run");
        camera.until(() -> camera.all("#errands-lines .list-cell").size() > 5);
        camera.picture("errands-running");
        camera.idle();
    }

    private static void type(Camera camera, String field, String words) {
        ((TextField) camera.all(field).getFirst()).setText(words);
    }

    private static void parts(Camera camera, String name) throws Exception {
        for (var part : new String[]{"plan", "live", "results", "prompts"}) {
            camera.action("errands." + part);
            camera.picture(name + "errands-" + part);
        }
        camera.action("errands.results");
        var scroll = (ScrollPane) camera.all("#errands-results").getFirst();
        Camera.on(() -> scroll.setVvalue(1));
        camera.picture(name + "errands-results-end");
        Camera.on(() -> scroll.setVvalue(0));
    }

    private static void broken(Camera camera) throws Exception {
        var file = Files.writeString(Camera.home().resolve("broken.json"), "[{\"prompt\": \"Hello\"}, {\"promt\": 1}]");
        camera.look(Theme.LIGHT, 1280, 800, 100);
        Camera.on(() -> camera.window().errands().open(file));
        camera.action("errands.plan");
        camera.picture("errands-broken");
    }
}
