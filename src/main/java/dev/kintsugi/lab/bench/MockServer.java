package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Fetches a mock server from npm into a folder, once. Stateless.
final class MockServer {
    private static final int OLDEST_NODE = 20;
    private static final int MINUTES = 5;

    private MockServer() {}

    /// Throws a [Problem] when Node or npm is missing or the package cannot be fetched.
    static void fetch(String name, Path folder, Consumer<String> progress) {
        var version = "process.exit(+process.versions.node.split('.')[0] >= " + OLDEST_NODE + " ? 0 : 1)";
        if (!runs(List.of("node", "-e", version)) || !runs(List.of("npm", "--version"))) {
            throw new Problem("The gateway has nothing to be measured against",
                    "Node " + OLDEST_NODE + " or newer and npm are needed for " + name, "Install both and try again");
        }
        if (Files.exists(folder.resolve("node_modules/.bin/llmock"))) {
            return;
        }
        progress.accept("fetching " + name + " from npm into " + folder);
        if (!runs(List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder.toString(),
                name))) {
            throw new Problem("The gateway has nothing to be measured against", name + " cannot be fetched from npm",
                    "See whether this machine reaches npm, or try: npm install --prefix " + folder + " " + name);
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
            throw new dev.kintsugi.domain.time.Cancelled();
        }
    }
}
