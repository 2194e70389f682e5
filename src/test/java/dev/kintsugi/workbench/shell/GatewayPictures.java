package dev.kintsugi.workbench.shell;

import atlantafx.base.controls.ToggleSwitch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.Direction;
import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.HttpReply;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.workbench.RealDoor;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.TextField;

/// The gateway: closed, open with live calls of a program that behaves badly, and what is said of it.
final class GatewayPictures {
    private GatewayPictures() {}

    static void gateway(Lab lab, Path folder) throws Exception {
        try (var camera = opened(lab, folder)) {
            camera.picture("gateway-stopped");
            called(lab, camera);
            proxies(lab);
            Screenshots.everyLook(camera, name -> {
                camera.picture(name + "gateway");
                camera.press("Verdicts");
                camera.picture(name + "gateway-verdicts");
                camera.press("Proxies");
                camera.press("Change");
                camera.picture(name + "gateway-proxies");
                camera.press("Change");
                camera.press("Calls");
            });
            turn(camera, false);
        }
    }

    /// The page as the documents show it.
    static void document(Lab lab, Path folder) throws Exception {
        try (var camera = opened(lab, folder)) {
            camera.look(Theme.LIGHT, 1440, 900, 100);
            called(lab, camera);
            camera.picture("gateway");
            turn(camera, false);
        }
    }

    private static Camera opened(Lab lab, Path folder) throws Exception {
        var options = TestLab.options(Camera.home());
        var real = new WorkbenchOptions(options.home(), options.program(), options.packs(), options.scenarios(),
                options.storeBytes(),
                options.fixed(), options.connection(), options.addresses(), options.origins(),
                (host, port, judge) -> new RealDoor(lab, host, 0, judge), options.errands());
        var camera = Camera.open(lab, folder, real);
        camera.screen(ScreenName.NETWORK);
        return camera;
    }

    private static void called(Lab lab, Camera camera) throws Exception {
        turn(camera, true);
        camera.until(() -> camera.window().stage().getScene().lookup("#gateway-base") instanceof TextField base
                && !base.getText().isEmpty());
        TestLab.called(lab);
    }

    private static void proxies(Lab lab) {
        var at = Address.parse("127.0.0.1:0");
        lab.proxies().add("claims database", at, Address.parse("127.0.0.1:5432"), true).orElseThrow()
                .add(new ToxicRule("slow", Direction.DOWNSTREAM, 0.2, new Toxic.Latency(1_500, 500)));
        lab.proxies().add("search", at, Address.parse("search.internal:80"), false).orElseThrow()
                .add(new ToxicRule("busy", Direction.UPSTREAM, 1, 2, 0, new Toxic.Http(
                        new HttpMatch("POST", "/v1/*", ""), new HttpReply(429, Map.of("Retry-After", "2"), ""))));
    }

    private static void turn(Camera camera, boolean on) throws Exception {
        Camera.on(() -> ((ToggleSwitch) camera.all("#gateway-switch").getFirst()).setSelected(on));
    }
}
