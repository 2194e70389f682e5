package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.workbench.kit.Appearance.Motion;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import dev.kintsugi.workbench.kit.Price;
import dev.kintsugi.workbench.network.NetworkModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowMemoryTest {
    @TempDir
    Path home;

    @Test
    void whatWasSavedComesBack() {
        var memory = new WindowMemory(1280, 800, Theme.DARK, 130, Motion.REDUCED, List.of(0.25, 0.7), List.of(0.8),
                true, false,
                true, false, Map.of("gpt-4o-mini", new Price(new BigDecimal("0.15"), new BigDecimal("0.6"))),
                new NetworkModel.Setting("9000", true), new LastPlace(ScreenName.SESSIONS, new SessionId("session-3"),
                        true, new Point2D(40, 60)));
        memory.save(home);
        assertThat(WindowMemory.load(home)).isEqualTo(memory);
        assertThat(home.toFile().list()).containsExactly("window.properties");
    }

    @Test
    void aDamagedFileGivesTheFirstLook() throws IOException {
        Files.writeString(home.resolve("window.properties"), "theme=PURPLE\nwidth=wide\n");
        assertThat(WindowMemory.load(home)).isEqualTo(WindowMemory.first());
    }

    @Test
    void aFolderThatCannotBeWrittenHarmsNothing() throws IOException {
        var file = Files.writeString(home.resolve("file"), "");
        WindowMemory.first().save(file);
        assertThat(file).isEmptyFile();
        Files.createDirectories(home.resolve("window.properties/in the way"));
        WindowMemory.first().save(home);
        assertThat(home.toFile().list()).containsExactlyInAnyOrder("file", "window.properties");
    }
}
