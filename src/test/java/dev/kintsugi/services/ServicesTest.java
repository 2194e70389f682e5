package dev.kintsugi.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all seven services have in common: health, the lines of the how-to, their ports, and what they refuse.
class ServicesTest extends ServicesCase {
    private static final Pattern CURL = Pattern
            .compile("`curl (?:-d (?:'([^']+)'|\"([^\"]+)\") )?\"?http://127.0.0.1:500(\\d)([^`\"]*)\"?`");

    @ParameterizedTest
    @EnumSource
    void eachReportsItsHealth(ServiceName name) throws Exception {
        var health = at(name).get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().path("status").asText()).isEqualTo("ok");
        assertThat(health.body().path("service").asText()).isEqualTo(name.word());
    }

    /// What the how-to tells people to type, at the port that it names.
    @Test
    void everyLineOfTheHowToWorks() throws Exception {
        var lines = CURL.matcher(Files.readString(Path.of("docs/howto/errands.md"))).results().toList();
        assertThat(lines).hasSize(ServiceName.values().length + 1);
        for (var line : lines) {
            var service = at(ServiceName.values()[Integer.parseInt(line.group(3))]);
            var body = line.group(1) != null ? line.group(1) : line.group(2);
            var told = body == null ? service.get(line.group(4)) : service.form(line.group(4), body);
            assertThat(told.status()).as(line.group()).isBetween(200, 201);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostileRequestsAreRefusedWithAReason(ServiceName name) throws Exception {
        var service = at(name);
        assertThat(service.get("/nothing/here?api_key=k").status()).isEqualTo(404);
        assertThat(service.get("/?a=%00").status()).isEqualTo(400);
        assertThat(service.get("/?a=1&a=2").status()).isEqualTo(400);
        assertThat(service.get("/?a=" + "x".repeat(5_000)).status()).isEqualTo(414);
        assertThat(service.post("/", "[".repeat(2_000)).status()).isEqualTo(400);
        assertThat(service.post("/", "{\"a\": 1, \"a\": 2}").status()).isEqualTo(400);
        assertThat(service.post("/", "[1]").status()).isEqualTo(400);
        assertThat(service.post("/", "{\"a\": 1").body().toString()).contains("Unexpected end-of-input")
                .doesNotContain("Source", "REDACTED");
        assertThat(service.post("/", "{\"a\": \"" + "x".repeat(20_000) + "\"}").status()).isEqualTo(413);
        assertThat(service.told(service.request("/health").method("DELETE", HttpRequest.BodyPublishers.noBody()))
                .status()).isEqualTo(405);
        var page = service.get("/health", "Origin", "http://evil.example");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body().toString()).contains("own machine only");
    }

    /// The JDK's client sets the host itself, so that a foreign one takes a socket.
    @Test
    void aForeignHostIsRefused() throws Exception {
        URI address = services.addresses().get(ServiceName.WEATHER);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aPortInUseIsToldAndLeavesNothingOpen() {
        var taken = services.addresses().get(ServiceName.TRANSLATION).getPort();
        var first = taken - ServiceName.TRANSLATION.ordinal();
        assertThatThrownBy(() -> new Services(new Services.Settings(first, 42, null), new ConversationClock()).close())
                .isInstanceOf(Problem.class).hasMessageContaining("cannot listen on port");
    }
}
