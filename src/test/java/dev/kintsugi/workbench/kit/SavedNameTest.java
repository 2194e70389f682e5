package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedNameTest {
    @TempDir
    private Path folder;

    @Test
    void aNameWithoutAnEndingGetsTheUsualOne() {
        assertThat(SavedName.of(folder.resolve("tour"), "html")).isEqualTo(folder.resolve("tour.html"));
        assertThat(SavedName.of(folder.resolve("tour.htm"), "html")).isEqualTo(folder.resolve("tour.htm"));
    }

    @Test
    void noFileIsOverwrittenThatNobodyWasAskedAbout() throws IOException {
        Files.writeString(folder.resolve("tour.html"), "an older one");

        assertThat(SavedName.of(folder.resolve("tour"), "html")).isEqualTo(folder.resolve("tour"));
    }
}
