package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest extends CommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"replay insurance --recovery on --session-out", "errands --speed instant --html",
            "analyze --runs 1 --out", "experiment standard-worth --episodes 2 --html",
            "experiment standard-worth --episodes 2 --csv"})
    void whatCannotBeWrittenIsToldBeforeAnythingIsPlayed(String command) throws Exception {
        for (var place : new String[]{"none/x.html", "folder.html"}) {
            Files.createDirectories(folder.resolve("folder.html"));
            var said = run((command + " " + folder.resolve(place)).split(" "));
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("Nothing can be written to", place.startsWith("none")
                    ? "there is no folder"
                    : "it is a folder");
            assertThat(said.out()).isEmpty();
        }
    }
}
