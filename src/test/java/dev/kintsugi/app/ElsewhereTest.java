package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in other places of the world: what it reads and forms at start is formed there too.
class ElsewhereTest {
    @TempDir
    Path folder;

    private byte[] replayed(String name, String options) throws Exception {
        var log = folder.resolve(name + ".jsonl");
        var ended = new Child(folder).run(Map.of("JDK_JAVA_OPTIONS", options), "replay", "demos/insurance",
                "--recovery", "on", "--session-out", log.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        return Files.readAllBytes(log);
    }

    @Test
    void theInsuranceCaseHasTheSameBytesEverywhere() throws Exception {
        var here = replayed("here", "-Duser.language=en -Duser.country=US -Duser.timezone=UTC");
        assertThat(here.length).isGreaterThan(10_000);
        assertThat(replayed("turkey", "-Duser.language=tr -Duser.country=TR -Duser.timezone=Europe/Istanbul"))
                .isEqualTo(here);
        assertThat(replayed("egypt", "-Duser.language=ar -Duser.country=EG -Duser.timezone=Pacific/Apia"))
                .isEqualTo(here);
    }
}
