package dev.kintsugi.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.Served;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Seeded nonsense at every endpoint: no 5xx, no hang, no lost turn. `-Dkintsugi.hostile=10000` sends as many.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileRequestsTest {
    private static final long SEED = 20_260_301;
    private static final List<String> VALUES = List.of("null", "true", "-1", "1e999", "1e-999999999", "[]", "{}",
            "\"\"",
            "\"normal\"", "\"hallucination\"", "\"' OR 1=1 --\"", "\"../../etc/passwd\"",
            "\"<script>alert(1)</script>\"",
            "\"=cmd|'/c calc'!A0\"", "\"\\u0000\"", "\"\\ud800\"", "9223372036854775808", "{\"a\":{\"a\":{}}}",
            "\"jdbc:h2:mem:x;INIT=RUNSCRIPT\"", "0.30000000000000004", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
            "\"behavioral\"", "\"x\"", "3",
            "[{\"role\":\"user\",\"content\":\"x\"}]", "[{\"role\":\"tool\"}]", "[\"cut_stream first 2\"]",
            "{\"s\":null}");
    private static final List<String> NAMES = List.of("session_id", "message", "context", "failure_mode", "max_tokens",
            "model", "recovery_policy", "name", "description", "failure_type", "config", "enabled", "chaos", "law",
            "multiplier", "cooldown", "modes", "probability", "__proto__", "", "types", "messages",
            "stream", "n", "stop", "tools", "stream_options", "plan", "sessions");

    @Test
    void nonsenseGetsNoErrorOfOursAndLosesNothing() throws IOException {
        var count = Integer.getInteger("kintsugi.hostile", 400);
        var random = new Random(SEED);
        var bad = new ArrayList<String>();
        try (var served = new Served(GuardSettings.LOOPBACK.limited(60, 100_000))) {
            say(served, "before");
            var routes = served.gateway.routes();
            for (int i = 0; i < count; i++) {
                var request = request(random, routes.get(random.nextInt(routes.size())), served.gateway.port());
                var line = served.raw(request.getBytes(StandardCharsets.ISO_8859_1));
                if (!line.matches("HTTP/1\\.1 [1234]\\d\\d .*") && !line.isEmpty()) {
                    bad.add(line + " for request " + i + ": " + request);
                }
            }
            assertThat(bad).isEmpty();
            say(served, "after");
            assertThat(served.lab.interactions(new SessionId("kept"))).isEqualTo(2);
        }
    }

    private static void say(Served served, String message) {
        assertThat(served.post("/api/v1/chat", "{\"session_id\":\"kept\",\"message\":\"" + message + "\"}").status())
                .isEqualTo(200);
    }

    private static String request(Random random, String route, int port) {
        var parts = route.split(" ");
        var streams = parts[1].endsWith("/events");
        var path = parts[1].replaceAll("\\{[a-z_]+}", part(random)) + (streams ? "?session=nobody" : query(random));
        var body = parts[0].equals("GET") && random.nextInt(8) > 0 ? "" : body(random);
        var length = switch (random.nextInt(24)) {
            case 0 -> "-1";
            case 1 -> "99999999999";
            case 2 -> "0";
            default -> Integer.toString(body.length());
        };
        var head = parts[0] + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
        head += body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
        head += switch (random.nextInt(12)) {
            case 0 -> "Transfer-Encoding: chunked\r\n";
            case 1 -> "X-Request-Id: " + "é\u0001'\"".repeat(random.nextInt(50)) + "\r\n";
            case 2 -> "Last-Event-ID: " + part(random) + "\r\n";
            case 3 -> "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\n";
            case 4 -> "Expect: 100-continue\r\n";
            case 6 -> "X-Lab-Fault: " + part(random) + "(after=" + part(random) + ")\r\n";
            case 7 -> "X-Lab-Session: " + part(random) + "\r\nX-Lab-Recovery: " + part(random) + "\r\n";
            case 5 -> "X-Long: " + "a".repeat(40_000) + "\r\n";
            default -> "";
        };
        return head + "Connection: close\r\n\r\n" + body;
    }

    private static String part(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "%00";
            case 1 -> "..%2f..%2fetc%2fpasswd";
            case 2 -> "%zz";
            case 3 -> "a".repeat(random.nextInt(300));
            case 4 -> "'%20OR%20'1'='1";
            case 5 -> "%F0%9F%92%A9";
            case 6 -> "hallucination";
            default -> "custom" + random.nextInt(3);
        };
    }

    private static String query(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "?hours=" + part(random);
            case 1 -> "?limit=-1&offset=99999999999999999999";
            case 2 -> "?test_message=" + part(random) + "&&=&%";
            case 3 -> "?" + "a=1&".repeat(random.nextInt(2_000));
            default -> "";
        };
    }

    private static String body(Random random) {
        if (random.nextInt(10) == 0) {
            return "[".repeat(random.nextInt(5_000));
        }
        if (random.nextInt(12) == 0) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        var body = new StringBuilder("{");
        for (int i = random.nextInt(6); i > 0; i--) {
            body.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append("\":")
                    .append(VALUES.get(random.nextInt(VALUES.size()))).append(i > 1 ? "," : "");
        }
        return body.append(random.nextInt(20) == 0 ? "" : "}").toString();
    }
}
