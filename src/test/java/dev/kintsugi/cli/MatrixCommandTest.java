package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MatrixCommandTest extends CommandTest {
    @Test
    void aScriptWhoseExpectationFailsIsTold() throws IOException {
        var script = Files.readString(Path.of("scenarios/matrix.yaml"));
        var wrong = Files.writeString(folder.resolve("wrong.yaml"),
                script.replaceFirst("(?s)matrix:.*", "matrix:\n  auth_error:\n    default: {saved: [retry]}\n"));
        var said = run("matrix", wrong.toString(), "--json");
        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.json().get("as_expected").asBoolean()).isFalse();
        assertThat(said.json().get("differences").toString())
                .contains("auth_error under only retry: expected saved, found lost");
        assertThat(said.json().get("rows")).hasSize(24);
    }

    @Test
    void whatIsNoScriptAndNoSenseIsTold() {
        assertThat(run("matrix", "nowhere").code()).isEqualTo(2);
        assertThat(run("matrix", "--worth", "0").err()).contains("--worth cannot be 0");
    }
}
