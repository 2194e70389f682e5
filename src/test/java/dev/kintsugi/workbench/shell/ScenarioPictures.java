package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;

/// The insurance case: stepped, jumped to its end, compared; on its screen and before the class.
final class ScenarioPictures {
    private ScenarioPictures() {}

    static void played(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            Camera.on(() -> camera.window().places().welcome().set(false));
            Screenshots.everyLook(camera, name -> {
                camera.screen(ScreenName.SCENARIOS);
                Camera.settle();
                if (name.startsWith("dark-1440")) {
                    camera.picture(name + "scenario-before");
                }
                camera.press(name.startsWith("dark-1440") ? "Play" : "Again");
                camera.press("Pause");
                camera.idle();
                Camera.settle();
                for (var step : new int[]{5, 8}) {
                    jump(camera, step);
                    camera.picture(name + "scenario-" + step);
                }
                present(camera, name + "scenario-class");
                end(camera, name + "scenario-end");
                present(camera, name + "scenario-class-end");
            });
        }
    }

    /// Plays the insurance case to its end and compares it with its own recovery.
    static void document(Lab lab, Path folder) throws Exception {
        try (var camera = Camera.open(lab, folder)) {
            camera.look(Theme.LIGHT, 1440, 900, 100);
            camera.screen(ScreenName.SCENARIOS);
            Camera.settle();
            camera.press("Play");
            camera.press("Pause");
            camera.idle();
            Camera.settle();
            end(camera, "insurance");
        }
    }

    private static void end(Camera camera, String name) throws Exception {
        jump(camera, 10);
        camera.press("Compare off and on");
        Camera.settle();
        camera.idle();
        camera.picture(name);
    }

    private static void jump(Camera camera, int step) throws Exception {
        Camera.on(() -> camera.all(".script-step").get(step - 1).getOnMouseClicked().handle(null));
        Camera.settle();
    }

    private static void present(Camera camera, String name) throws Exception {
        camera.over(Places.Over.PRESENTER);
        camera.picture(name);
        camera.over(Places.Over.NOTHING);
    }
}
