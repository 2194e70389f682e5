package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.settings.Fixed;
import dev.kintsugi.workbench.settings.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;

/// Settings: as they are, of a real model, and with what was refused.
final class SettingsPictures {
    private SettingsPictures() {}

    static void settings(Lab lab, Path folder) throws Exception {
        var usual = TestLab.options(Camera.home());
        var options = new WorkbenchOptions(usual.home(), usual.program(), usual.packs(), usual.scenarios(),
                usual.storeBytes(), Map.of(),
                _ -> {
                    throw new Problem("The provider did not answer",
                            "nobody listens at http://localhost:11434", "Start it, or correct the address");
                }, Map.of(Fixed.STORE, refusing(), Fixed.STATE, refusing()), usual.origins(), usual.doors(),
                usual.errands());
        try (var camera = Camera.open(lab, folder, options)) {
            camera.screen(ScreenName.SETTINGS);
            Screenshots.everyLook(camera, name -> {
                camera.picture(name + "settings");
                scroll(camera, 1);
                camera.picture(name + "settings-end");
                scroll(camera, 0);
                choose(camera, 1);
                camera.press("Test connection");
                camera.idle();
                camera.picture(name + "settings-provider");
                choose(camera, 0);
                Camera.on(() -> camera.all(".settings-section .text-field").stream().map(TextField.class::cast)
                        .filter(f -> f.getPromptText().startsWith("postgresql")).forEach(f -> {
                            f.setText("postgres//localhost/kintsugi");
                            f.getOnAction().handle(null);
                        }));
                scroll(camera, 0.6);
                camera.picture(name + "settings-refused");
                Camera.on(() -> List.copyOf(camera.window().desk().notices().shown())
                        .forEach(camera.window().desk().notices()::dismiss));
                scroll(camera, 0);
            });
        }
    }

    private static StoreAddress refusing() {
        return new StoreAddress() {
            @Override
            public String saved() { return ""; }

            @Override
            public String save(String url) {
                throw new Problem("The address cannot be used", "it names no Postgres",
                        "Write postgresql://user:password@host:5432/name");
            }
        };
    }

    private static void scroll(Camera camera, double to) throws Exception {
        Camera.on(() -> camera.all(".scroll-pane").stream().filter(n -> n.isVisible() && n instanceof ScrollPane)
                .map(ScrollPane.class::cast).forEach(s -> s.setVvalue(to)));
    }

    private static void choose(Camera camera, int segment) throws Exception {
        Camera.on(() -> ((ToggleButton) camera.all(".settings-section .segment").get(segment)).fire());
    }
}
