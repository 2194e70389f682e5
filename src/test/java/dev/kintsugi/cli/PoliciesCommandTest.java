package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PoliciesCommandTest extends CommandTest {
    @Test
    void thePoliciesThatShipAreExplained() {
        var said = run("policies");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("degrade > cache > checkpoint > model fallback > verify > retry x3 > breaker")
                .contains("At most 10 attempts a turn with 2 models").contains("Nothing is mended");
    }

    @Test
    void aHarmfulOrderIsToldAndFails() throws IOException {
        var file = Files.writeString(folder.resolve("bad.yaml"), "patterns: [retry, cache, timeout]\n");
        var said = run("policies", file.toString(), "--json");
        assertThat(said.code()).isEqualTo(1);
        var policy = said.json().get("policies").get(0);
        assertThat(policy.get("order").asText()).isEqualTo("retry x3 > cache > timeout");
        assertThat(policy.get("advice").get(0).get("severity").asText()).isEqualTo("harmful");
        assertThat(policy.get("advice").get(0).get("solution").asText()).contains("Move cache outside retry");
    }

    @Test
    void jsonStaysJsonWithTheFileInIt() {
        var policy = run("policies", "standard", "--yaml", "--json").json().get("policies").get(0);
        assertThat(policy.get("yaml").asText()).contains("patterns:");
        assertThat(run("policies", "--models", "0").code()).isEqualTo(2);
    }

    @Test
    void aPolicyIsPrintedAsAFile() throws IOException {
        var yaml = run("policies", "conversational", "--yaml").out();
        var file = Files.writeString(folder.resolve("mine.yaml"), yaml);
        assertThat(run("policies", file.toString()).out()).contains("conversational");
        assertThat(run("policies", "luck").code()).isEqualTo(2);
    }
}
