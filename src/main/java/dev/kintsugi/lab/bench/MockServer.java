package dev.kintsugi.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.Cancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Fetches a version of a mock server from npm into a folder, once. Stateless.
final class MockServer {
    private static final int OLDEST_NODE = 20;
    private static final int MINUTES = 5;

    private MockServer() {}

    /// Throws a [Problem] when Node or npm is missing or the package cannot be fetched.
    static void fetch(String name, String version, Path folder, Consumer<String> progress) {
        var node = "process.exit(+process.versions.node.split('.')[0] >= " + OLDEST_NODE + " ? 0 : 1)";
        if (!runs(List.of("node", "-e", node)) || !runs(List.of("npm", "--version"))) {
            throw new Problem("The gateway has nothing to be measured against",
                    "Node " + OLDEST_NODE + " or newer and npm are needed for " + name, "Install both and try again");
        }
        if (isThere(folder.resolve("node_modules").resolve(name).resolve("package.json"), version)) {
            return;
        }
        var wanted = name + "@" + version;
        progress.accept("fetching " + wanted + " from npm into " + folder);
        if (!runs(List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder.toString(),
                wanted))) {
            throw new Problem("The gateway has nothing to be measured against", wanted + " cannot be fetched from npm",
                    "See whether this machine reaches npm, or try: npm install --prefix " + folder + " " + wanted);
        }
    }

    private static boolean isThere(Path described, String version) {
        try {
            return Files.exists(described)
                    && new ObjectMapper().readTree(described.toFile()).path("version").asText().equals(version);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean runs(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }
}
