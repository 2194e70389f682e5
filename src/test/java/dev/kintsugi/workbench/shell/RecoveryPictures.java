package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.SessionSpec;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;

/// The policy composer, health with alerts, the matrix and the detectors, all with what they measured.
final class RecoveryPictures {
    private static final int SOUND = 8;
    private static final int FAILED = 12;

    private RecoveryPictures() {}

    static void screens(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            spoiled(lab, camera);
            camera.action("recovery.matrix");
            camera.picture("matrix-empty");
            camera.press("Play the matrix");
            camera.picture("matrix-running");
            camera.idle();
            camera.action("matrix.worth");
            camera.idle();
            camera.action("recovery.detectors");
            camera.picture("detectors-empty");
            camera.press("Score the detectors");
            camera.idle();
            Screenshots.everyLook(camera, name -> {
                policy(camera, name);
                health(camera, name);
                matrix(camera, name);
                camera.action("recovery.detectors");
                pages(camera, name + "detectors", "#detectors-page");
            });
        }
    }

    /// A session whose service fails from its ninth turn on, as alerts want it.
    private static void spoiled(Lab lab, Camera camera) throws Exception {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        for (int i = 0; i < SOUND + FAILED; i++) {
            session.say("Who handles my claim?", i < SOUND ? null : FailureMode.SERVICE_UNAVAILABLE).join();
        }
        var desk = camera.window().desk();
        Camera.on(() -> desk.lab().open(session.id()));
        camera.until(() -> desk.bench().turns().size() == SOUND + FAILED);
    }

    private static void policy(Camera camera, String name) throws Exception {
        camera.action("recovery.policy");
        camera.picture(name + "policy");
    }

    private static void health(Camera camera, String name) throws Exception {
        camera.action("recovery.health");
        Camera.settle();
        pages(camera, name + "health", "#health-page");
        Camera.on(() -> camera.all(".check-box").stream().map(CheckBox.class::cast)
                .filter(b -> b.getText().equals("Show as tables")).forEach(CheckBox::fire));
        pages(camera, name + "health-tables", "#health-page");
        Camera.on(() -> camera.all(".check-box").stream().map(CheckBox.class::cast)
                .filter(b -> b.getText().equals("Show as tables")).forEach(CheckBox::fire));
    }

    private static void matrix(Camera camera, String name) throws Exception {
        camera.action("recovery.matrix");
        Camera.on(() -> ((Button) camera.all(".matrix-cell").get(20)).fire());
        pages(camera, name + "matrix", "#matrix-page");
        words(camera);
        camera.picture(name + "matrix-words");
        words(camera);
    }

    private static void words(Camera camera) throws Exception {
        Camera.on(() -> camera.all(".check-box").stream().map(CheckBox.class::cast)
                .filter(b -> b.getText().equals("In words")).forEach(CheckBox::fire));
    }

    /// Its top and its end.
    private static void pages(Camera camera, String name, String page) throws Exception {
        var scroll = (ScrollPane) camera.all(page).getFirst();
        Camera.on(() -> scroll.setVvalue(0));
        camera.picture(name);
        Camera.on(() -> scroll.setVvalue(1));
        camera.picture(name + "-end");
        Camera.on(() -> scroll.setVvalue(0));
    }
}
