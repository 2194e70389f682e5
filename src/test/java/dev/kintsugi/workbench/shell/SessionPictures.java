package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.workbench.TestLab;
import java.nio.file.Path;
import java.util.List;

/// Many sessions, the report of a recovery, and what waits for a person.
final class SessionPictures {
    private static final int MANY = 40;
    private static final List<String> SAID = List.of("Does my policy cover a rental car?", "Who handles my claim?",
            "How much is my deductible?",
            "I was hit by a delivery van on the ring road yesterday evening, nobody was hurt, "
                    + "and now I would like to know what I have to send you and by when, please.",
            "Where is my money? INS-2024-4410");

    private SessionPictures() {}

    static void sessions(Lab lab, Path folder) throws Exception {
        for (int i = 0; i < MANY; i++) {
            var session = lab.begin(SessionSpec.of(lab.settings()).withSeed(i));
            for (int turn = 0; turn <= i % 4; turn++) {
                session.say(SAID.get((i + turn) % SAID.size()),
                        (i + turn) % 3 == 0 ? FailureMode.values()[i % FailureMode.values().length] : null).join();
            }
        }
        lab.begin(SessionSpec.of(lab.settings()));
        try (var camera = Camera.open(lab, folder)) {
            camera.screen(ScreenName.SESSIONS);
            camera.until(() -> camera.window().desk().lab().sessions().rows().size() > MANY);
            Screenshots.everyLook(camera, name -> {
                camera.picture(name + "sessions");
                camera.press("Recover");
                camera.picture(name + "sessions-confirm");
                camera.press("Recover session");
                camera.idle();
                camera.picture(name + "sessions-recovered");
                Camera.on(() -> camera.all("#rescue").getFirst().setVisible(false));
                Camera.on(() -> camera.all("#rescue").getFirst().setManaged(false));
            });
        }
    }

    static void people(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            camera.screen(ScreenName.PEOPLE);
            camera.picture("people-nobody");
            TestLab.waiting(lab);
            camera.until(() -> lab.desk().cases().size() == 2);
            Screenshots.everyLook(camera, name -> {
                camera.picture(name + "people");
                Camera.on(() -> camera.all("#people-queue").forEach(
                        queue -> ((javafx.scene.control.ScrollPane) queue).setVvalue(1)));
                camera.picture(name + "people-below");
                Camera.on(() -> camera.all("#people-queue").forEach(
                        queue -> ((javafx.scene.control.ScrollPane) queue).setVvalue(0)));
            });
        }
    }
}
