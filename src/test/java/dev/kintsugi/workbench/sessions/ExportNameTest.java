package dev.kintsugi.workbench.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.lab.Export.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportNameTest {
    @TempDir
    private Path folder;

    @Test
    void aNameWithoutAnEndingGetsTheFormats() {
        assertThat(Exporting.named(folder.resolve("tour"), Format.HTML)).isEqualTo(folder.resolve("tour.html"));
        assertThat(Exporting.named(folder.resolve("tour.htm"), Format.HTML)).isEqualTo(folder.resolve("tour.htm"));
    }

    @Test
    void noFileIsOverwrittenThatNobodyWasAskedAbout() throws IOException {
        Files.writeString(folder.resolve("tour.html"), "an older one");

        assertThat(Exporting.named(folder.resolve("tour"), Format.HTML)).isEqualTo(folder.resolve("tour"));
    }
}
