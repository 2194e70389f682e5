package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What serve refuses before it listens; how it serves is tried as a process.
class ServeCommandTest extends CommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"--allow-host=http://lab.example", "--allow-host=lab.example:8000", "--allow-host=",
            "--rate=-1",
            "--pace=-1"})
    void whatMakesNoSenseIsToldBeforeAnythingListens(String option) {
        var said = run("serve", "--port", "0", option);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(option.split("=")[0] + " cannot be");
        assertThat(said.out()).isEmpty();
    }
}
