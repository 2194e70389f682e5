package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The official client for Node, as people use it: unchanged, with its own retries. It needs Node 20 or newer, npm, and
/// the package from npm, which is installed once into `target/`; where they are missing the test says so.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OfficialNodeClientTest {
    private static final Path PLACE = Path.of("target", "node-client").toAbsolutePath();
    private static final String PACKAGE = "openai@6.49.0";

    private static void installed() throws Exception {
        assumeTrue(runs("node", "-e", "process.exit(+process.versions.node.split('.')[0] >= 20 ? 0 : 1)"),
                "Node 20 or newer is not installed: the official Node client is not tried");
        assumeTrue(runs("npm", "--version"), "npm is not installed: the official Node client is not tried");
        if (!Files.exists(PLACE.resolve("node_modules/openai/package.json"))) {
            Files.createDirectories(PLACE);
            assumeTrue(runs("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", PLACE.toString(),
                    PACKAGE), PACKAGE + " cannot be fetched from npm: the official Node client is not tried");
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(90, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, JsonNode> meet(Gate gate, List<String> wishes) throws Exception {
        Files.createDirectories(PLACE);
        var script = PLACE.resolve("client.mjs");
        try (var source = OfficialNodeClientTest.class.getResourceAsStream("/node/client.mjs")) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        var command = new ArrayList<>(List.of("node", script.toString(), gate.base(), PLACE.toString()));
        command.addAll(wishes);
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var seen = new HashMap<String, JsonNode>();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        for (var line : said.lines().toList()) {
            var tree = new ObjectMapper().readTree(line);
            seen.put(tree.path("session").asText(), tree);
        }
        return seen;
    }

    @Test
    void itMeetsEveryModeAndEveryFaultOfTheWire() throws Exception {
        installed();
        try (var gate = new Gate(RelaySettings.DEFAULTS)) {
            var wishes = new ArrayList<>(List.of("whole|plain|", "stream|streamed|", "tools|tools|", "json|json|",
                    "whole|retried|service_unavailable(cure=attempts 1)"));
            Arrays.stream(FailureMode.values()).map(m -> "whole|m-" + m.wire() + "|" + m.wire()
                    + (m == FailureMode.RATE_LIMITING ? "(retry_after=1)" : "")).forEach(wishes::add);
            for (var fault : Disturbances.all()) {
                var quick = fault.parameters().stream().map(p -> p.name())
                        .filter(p -> p.equals("seconds") || p.equals("delay")).findFirst();
                wishes.add((fault.fits(true) ? "stream" : "whole") + "|w-" + fault.name() + "|" + fault.name()
                        + quick.map(p -> "(" + p + "=1)").orElse(""));
            }
            wishes.addAll(List.of("response|response|", "response-stream|response-streamed|",
                    "response-tools|response-tools|", "response-stream|response-error|error_in_stream",
                    "response-stream|response-cut|cut_stream",
                    "response|response-retried|service_unavailable(cure=attempts 1)"));
            var seen = meet(gate, wishes);
            assertThat(seen).hasSize(wishes.size());
            assertThat(seen.get("plain").path("text").asText()).contains("INS-2024-9876")
                    .isEqualTo(seen.get("streamed").path("text").asText());
            assertThat(seen.get("tools").path("text").asText())
                    .isEqualTo("tool_calls get_claim id|tool_calls get_claim id");
            assertThat(seen.get("json").path("text").asText()).contains("INS-2024-9876");
            assertThat(seen.get("retried").path("text").asText()).contains("INS-2024-9876");
            assertThat(gate.turns("retried").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(seen.get("m-auth_error").path("error").asText()).isEqualTo("AuthenticationError 401");
            assertThat(seen.get("m-token_limit").path("error").asText()).isEqualTo("BadRequestError 400");
            assertThat(seen.get("m-rate_limiting").path("error").asText()).isEmpty();
            assertThat(seen.get("w-html_502").path("error").asText()).isEmpty();
            assertThat(seen.get("w-error_in_stream").path("error").asText()).startsWith("APIError");
            for (var session : List.of("response", "response-streamed", "response-retried")) {
                assertThat(seen.get(session).path("text").asText()).as(session)
                        .isEqualTo(seen.get("plain").path("text").asText());
            }
            assertThat(seen.get("response-tools").path("text").asText())
                    .isEqualTo("function_call get_claim id|function_call get_claim id");
            assertThat(seen.get("response-error").path("error").asText()).startsWith("APIError");
            assertThat(seen.get("response-cut").path("text").asText()).as("it takes what came for the whole")
                    .isNotEqualTo(seen.get("plain").path("text").asText());
            for (var fault : Disturbances.all()) {
                assertThat(gate.turns("w-" + fault.name())).as(fault.name()).isNotEmpty();
            }
        }
    }
}
