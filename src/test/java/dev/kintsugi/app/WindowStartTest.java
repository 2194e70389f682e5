package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window as it starts for someone who has chosen no provider, in a process of its own with no display. With an archive
/// Java would count all that is in it as loaded.
class WindowStartTest {
    @TempDir
    Path folder;

    @Test
    void nothingOfTheOpenAiClientIsLoadedBeforeAProviderIsChosen() throws Exception {
        var classes = folder.resolve("classes.txt");
        var window = new Child(folder).start(Map.of("LOG_LEVEL", "DEBUG", "DISPLAY", ":none", "JAVA_TOOL_OPTIONS",
                "-XX:AOTMode=off -Dglass.platform=Headless -Dprism.order=sw -Xlog:class+load:file=" + classes));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> usable(folder.resolve("share/kintsugi/logs")));
        } finally {
            window.destroy();
            assertThat(window.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readString(classes)).contains("dev.kintsugi.workbench.shell.Window ")
                .doesNotContain(" com.openai.").doesNotContain(" okhttp3.").doesNotContain(" kotlin.");
    }

    private static boolean usable(Path logs) throws IOException {
        var log = logs.resolve("kintsugi.jsonl");
        return Files.exists(log) && Files.readString(log).contains("the window can be used");
    }
}
