package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A style of ours must not reach into a control of JavaFX by accident: its parts have short names too.
class StylesTest {
    /// What the parts of sliders, bars, boxes and charts are called.
    private static final List<String> PARTS = List.of("track", "thumb", "bar", "box", "dot", "arrow", "arrow-button",
            "axis", "content", "viewport", "corner", "filler", "text", "list-view", "scroll-bar");

    static Stream<Path> sheets() throws IOException {
        return Files.list(Path.of("src/main/resources/workbench")).filter(f -> f.toString().endsWith(".css"));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void noStyleOfOursIsNamedLikeAPartOfAControl(Path sheet) throws IOException {
        var bare = Pattern.compile("(?m)^\\.(" + String.join("|", PARTS) + ")(?=[ ,:{])");
        assertThat(bare.matcher(Files.readString(sheet)).results().map(r -> r.group(1))).isEmpty();
    }
}
