package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How a lab of the bench's own is served: by the launcher of the package where the program was started from one, else by
/// the classes that run. Immutable.
///
/// @param folder where its store is
/// @param port   where it listens
record ServedLab(List<String> start, Path folder, int port) {
    ServedLab {
        start = List.copyOf(start);
    }

    /// @param main the class that starts the program
    static ServedLab in(Path folder, String main) {
        var launcher = Path.of(System.getProperty("kintsugi.home", "nowhere"), "bin", "kintsugi");
        var java = ProcessHandle.current().info().command().orElse("java");
        var start = Files.isExecutable(launcher)
                ? List.of(launcher.toString())
                : List.of(java, "-Xmx256m", "-XX:+UseG1GC", "-Xms32m", "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxHeapFreeRatio=30", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), main);
        return new ServedLab(start, folder, free());
    }

    /// The same on a port of its own, over a store of its own.
    List<String> command(String... more) {
        return Stream.of(start.stream(),
                Stream.of("serve", "--port", Integer.toString(port), "--rate", "0", "--json", "--data",
                        folder.resolve("data-" + port).toString()),
                Stream.of(more)).flatMap(s -> s).toList();
    }

    /// A request that is answered as soon as it serves.
    byte[] health() {
        return ("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static int free() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Problem("The bench finds no free port", String.valueOf(e.getMessage()), "Run it again", e);
        }
    }
}
