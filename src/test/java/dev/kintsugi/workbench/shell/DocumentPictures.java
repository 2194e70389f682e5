package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.nio.file.Path;

/// The pictures that stand in the documents, under the names that they have there.
final class DocumentPictures {
    private DocumentPictures() {}

    static void take(Lab lab, Path folder) throws Exception {
        var settings = lab.settings();
        try (var camera = Camera.open(lab, folder)) {
            BenchPictures.lay(TestLab.longConversation(lab), camera);
            for (var theme : new Theme[]{Theme.DARK, Theme.LIGHT}) {
                camera.look(theme, 1440, 900, 100);
                camera.picture("bench-" + (theme == Theme.DARK ? "dark" : "light"));
            }
        }
        lab.change(settings);
        ScenarioPictures.document(lab, folder);
        GatewayPictures.document(lab, folder);
        ExperimentPictures.document(lab, folder);
        ErrandsPictures.document(lab, folder);
    }
}
