package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// An official client for Node and a script that uses it. It needs Node 20 or newer, npm, and the package from npm, which
/// is installed once into `target/`; where they are missing the test says so.
///
/// @param script below `src/test/resources/node`
public record NodeClient(Path place, String script) {
    /// @param name of the package
    public static NodeClient installed(String script, String name, String version) throws Exception {
        var place = Path.of("target", "node-" + script.replace(".mjs", "")).toAbsolutePath();
        assumeTrue(runs("node", "-e", "process.exit(+process.versions.node.split('.')[0] >= 20 ? 0 : 1)"),
                "Node 20 or newer is not installed: the official Node client is not tried");
        assumeTrue(runs("npm", "--version"), "npm is not installed: the official Node client is not tried");
        if (!Files.exists(place.resolve("node_modules/" + name + "/package.json"))) {
            Files.createDirectories(place);
            assumeTrue(runs("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", place.toString(),
                    name + "@" + version),
                    name + "@" + version + " cannot be fetched from npm: the official Node client is not tried");
        }
        return new NodeClient(place, script);
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

    /// Has it do what is wished, and tells what it saw, by session.
    public Map<String, JsonNode> meet(String base, List<String> wishes) throws Exception {
        Files.createDirectories(place);
        var copy = place.resolve(script);
        try (var source = NodeClient.class.getResourceAsStream("/node/" + script)) {
            Files.write(copy, Objects.requireNonNull(source).readAllBytes());
        }
        var command = new ArrayList<>(List.of("node", copy.toString(), base, place.toString()));
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
}
