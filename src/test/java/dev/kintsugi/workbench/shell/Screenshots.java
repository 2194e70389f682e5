package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Opens every screen, filled, in both themes, with no display, and writes a picture of each:
/// `mvn test-compile exec:exec@screenshots`. Its first argument is the folder, `target/screenshots` without one; those
/// that follow choose tours by name, all without any.
public final class Screenshots {
    /// How the pictures of a tour look, in the order in which they are taken.
    private static final List<Looks> LOOKS = List.of(new Looks(Theme.DARK, 1440, 900, 100),
            new Looks(Theme.LIGHT, 1440, 900, 100), new Looks(Theme.LIGHT, 1280, 800, 130),
            new Looks(Theme.DARK, 1280, 800, 130));

    /// Only when it is asked for: `-Dargs="docs/pictures documents"`.
    private static final String DOCUMENTS = "documents";

    private Screenshots() {}

    /// A theme, a size and a zoom.
    record Looks(Theme theme, double width, double height, int zoom) {
        /// What the names of the pictures begin with.
        String name() { return theme.name().toLowerCase(Locale.ROOT) + "-" + (int) width + "-" + zoom + "-"; }
    }

    /// Takes pictures of one part of the window over a lab of its own.
    interface Tour {
        void take(Lab lab, Path folder) throws Exception;
    }

    /// Does the same in each of the looks.
    interface Scene {
        void take(String name) throws Exception;
    }

    static void everyLook(Camera camera, Scene scene) throws Exception {
        for (var looks : LOOKS) {
            camera.look(looks.theme(), looks.width(), looks.height(), looks.zoom());
            scene.take(looks.name());
        }
    }

    private static Map<String, Tour> tours() {
        var tours = new LinkedHashMap<String, Tour>();
        tours.put("first", BenchPictures::firstRun);
        tours.put("bench", BenchPictures::bench);
        tours.put("turn", BenchPictures::underWay);
        tours.put("scenario", ScenarioPictures::played);
        tours.put("experiment", ExperimentPictures::experiments);
        tours.put("errands", ErrandsPictures::errands);
        tours.put("sessions", SessionPictures::sessions);
        tours.put("people", SessionPictures::people);
        tours.put("recovery", RecoveryPictures::screens);
        tours.put("gateway", GatewayPictures::gateway);
        tours.put("settings", SettingsPictures::settings);
        tours.put(DOCUMENTS, DocumentPictures::take);
        return tours;
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/screenshots"));
        var chosen = List.of(args).subList(Math.min(1, args.length), args.length);
        Camera.start();
        var code = 1;
        try {
            for (var tour : tours().entrySet()) {
                if (chosen.contains(tour.getKey()) || chosen.isEmpty() && !tour.getKey().equals(DOCUMENTS)) {
                    try (var lab = TestLab.open()) {
                        tour.getValue().take(lab, folder);
                    }
                }
            }
            code = 0;
        } catch (Exception | Error trouble) {
            trouble.printStackTrace();
        } finally {
            // The toolkit's threads would keep the process alive.
            System.exit(code);
        }
    }
}
