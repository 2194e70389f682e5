package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The provider's key goes over the wire and nowhere else, even when the provider repeats it in an error.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SecretsTest {
    private static final String KEY = "sk-hush-4711-do-not-print";

    @TempDir
    Path folder;

    @Test
    void theKeyIsInNoMessageExportLogOrFile() throws Exception {
        var child = new Child(folder);
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var answering = Thread.ofVirtual().start(() -> refuse(server));
            var variables = Map.of("AI_API_KEY", KEY, "AI_BASE_URL",
                    "http://127.0.0.1:" + server.getLocalPort() + "/v1", "AI_MODEL", "m", "LOG_LEVEL", "trace");
            var said = new StringBuilder();
            for (var args : new String[][]{{"doctor"}, {"chat", "--session", "s1", "--message", "hi"},
                    {"chat", "--session", "s1", "--message", "hi", "--recovery", "on", "--speed", "instant", "--json"},
                    {"export", "s1", "--out", "s1.jsonl"}, {"export", "s1", "--format", "csv", "--out", "s1.csv"},
                    {"export", "s1", "--format", "html", "--out", "s1.html"}}) {
                var ended = child.run(variables, args);
                said.append(ended.out()).append(ended.err());
            }
            answering.interrupt();
            assertThat(said.toString()).contains("401").doesNotContain(KEY);
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(KEY);
            }
        }
        assertThat(folder.resolve("s1.html")).exists();
    }

    /// Refuses every request and repeats its headers, key and all.
    private static void refuse(ServerSocket server) {
        while (!server.isClosed()) {
            try (var call = server.accept()) {
                var in = call.getInputStream();
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                in.skipNBytes(length(head.toString()));
                var body = "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY
                        + "\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}";
                call.getOutputStream().write(("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // The caller went away, or the test is over.
            }
        }
    }

    private static long length(String head) {
        return head.lines().filter(l -> l.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(l -> Long.parseLong(l.substring(15).strip())).findFirst().orElse(0);
    }
}
