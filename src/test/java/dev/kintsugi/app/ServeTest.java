package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.docs.JsonPage;
import dev.kintsugi.gateway.telemetry.Collector;
import dev.kintsugi.network.Service;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `serve` from outside.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static JsonNode post(HttpClient client, String url, String body) throws Exception {
        return JSON.readTree(client.send(HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void itTellsWhereItIsAnswersBothInterfacesAndEndsInOrderWhenToldTo() throws Exception {
        var child = new Child(folder);
        var serving = child.start(Map.of(), "serve", "--port", "0", "--json", "--speed", "instant");
        try (var client = HttpClient.newHttpClient()) {
            var out = serving.inputReader();
            var said = out.readLine();
            var where = JSON.readTree(said);
            assertThat(new JsonPage().unlike("serve", said)).isEmpty();
            assertThat(where.path("port").asInt()).isPositive();

            var chat = post(client, where.path("rest_url").asText() + "/chat",
                    "{\"session_id\":\"s\",\"message\":\"Where is my claim INS-2024-9876?\",\"failure_mode\":\"off_topic\"}");
            assertThat(chat.path("status").asText()).isEqualTo("failure");
            var completion = post(client, where.path("openai_url").asText() + "/chat/completions",
                    "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            assertThat(completion.path("object").asText()).isEqualTo("chat.completion");

            serving.toHandle().destroy();
            assertThat(out.readLine()).as("one line of JSON and no more").isNull();
            assertThat(serving.errorReader().lines())
                    .contains("Ended in order: 1 call at /v1, 2 turns, 1 failed by injection, 0 recovered.");
            assertThat(serving.waitFor()).isZero();
        } finally {
            serving.destroyForcibly();
        }
        assertThat(child.run("export", "--list", "--json").out()).contains("\"s\"");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void whoWasRefusedForTheTokenIsCountedAtItsEnd() throws Exception {
        var serving = new Child(folder).start(Map.of(), "serve", "--port", "0", "--json", "--host", "0.0.0.0");
        try (var client = HttpClient.newHttpClient()) {
            var where = JSON.readTree(serving.inputReader().readLine());
            for (var key : List.of("none", "sk-mine")) {
                assertThat(client.send(HttpRequest.newBuilder(URI.create(where.path("openai_url").asText() + "/models"))
                        .header("Authorization", "Bearer " + key).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode()).isEqualTo(401);
            }
            var verdicts = client.send(HttpRequest.newBuilder(URI.create(where.path("verdicts_url").asText()))
                    .header("Authorization", "Bearer " + where.path("token").asText()).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            assertThat(JSON.readTree(verdicts).path("turned_away").asInt()).isEqualTo(2);

            serving.toHandle().destroy();
            assertThat(serving.errorReader().lines()).contains("2 requests refused: the token was missing or wrong.");
            assertThat(serving.waitFor()).isZero();
        } finally {
            serving.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "env resets signals on Linux only")
    void ctrlCEndsItInOrderTooAndTellsPeopleSo() throws Exception {
        var serving = new Child(folder).startHeedingCtrlC("serve", "--port", "0");
        try (var client = HttpClient.newHttpClient(); var out = serving.inputReader()) {
            var first = out.readLine();
            assertThat(first).startsWith("Kintsugi serves at http://127.0.0.1:");
            var address = first.substring(first.indexOf("http"));
            var completion = post(client, address + "/v1/chat/completions",
                    "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            assertThat(completion.path("object").asText()).isEqualTo("chat.completion");

            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(serving.pid())).start().waitFor()).isZero();
            assertThat(out.lines()).contains(
                    "Ended in order: 1 call at /v1, 1 turn, 0 failed by injection, 0 recovered.",
                    "Nothing was judged: no caller saw a failure.");
            assertThat(serving.waitFor()).isZero();
        } finally {
            serving.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void whoCannotWaitForTheOrderlyEndAsksTwice() throws Exception {
        var serving = new Child(folder).start(Map.of(), "serve", "--port", "0", "--json", "--fault",
                "api_timeout(delay_range=60-60) always");
        try (var client = HttpClient.newHttpClient(); var err = serving.errorReader()) {
            var url = JSON.readTree(serving.inputReader().readLine()).path("url").asText();
            var hangs = client.sendAsync(HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                    .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                    .build(), HttpResponse.BodyHandlers.ofString());
            await().atMost(Duration.ofMinutes(1)).until(() -> client.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/sessions")).build(),
                    HttpResponse.BodyHandlers.ofString()).body().contains("\"in_turn\":true"));
            serving.toHandle().destroy();
            assertThat(err.readLine()).startsWith("Ending: ");
            serving.toHandle().destroy();
            assertThat(serving.waitFor()).isEqualTo(143);
            assertThat(hangs).failsWithin(Duration.ofMinutes(1));
        } finally {
            serving.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void proxiesOfAFileHurtWhatGoesThroughAndToxiproxysClientsChangeThem() throws Exception {
        var file = folder.resolve("proxies.json");
        try (var service = new Service(Service.ECHO); var client = HttpClient.newHttpClient()) {
            Files.writeString(file, "[{\"name\":\"short\",\"upstream\":\"" + service.address()
                    + "\",\"toxics\":[{\"type\":\"limit_data\",\"attributes\":{\"bytes\":2}}]}]");
            var serving = new Child(folder).start(Map.of(), "serve", "--port", "0", "--json", "--toxiproxy", "0",
                    "--proxies", file.toString());
            try {
                var said = serving.inputReader().readLine();
                var where = JSON.readTree(said);
                assertThat(new JsonPage().unlike("serve", said)).isEmpty();
                var port = Integer.parseInt(where.at("/proxies/0/listen").asText().split(":")[1]);
                assertThat(echoed(port)).isEqualTo("he");
                var toxiproxy = new ToxiproxyClient("127.0.0.1",
                        URI.create(where.path("toxiproxy_url").asText()).getPort());
                toxiproxy.getProxy("short").toxics().get("limit_data_downstream").remove();
                assertThat(echoed(port)).isEqualTo("hello");
                toxiproxy.getProxy("short").toxics().limitData("again", ToxicDirection.DOWNSTREAM, 1);
                client.send(HttpRequest.newBuilder(URI.create(where.path("rest_url").asText() + "/faults/panic-stop"))
                        .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(echoed(port)).isEqualTo("hello");
                serving.toHandle().destroy();
                assertThat(serving.waitFor()).isZero();
                assertThatThrownBy(() -> echoed(port)).isInstanceOf(ConnectException.class);
                assertThat(new String(serving.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("Proxies: 3 connections; toxics acted 1 time.");
            } finally {
                serving.destroyForcibly();
            }
        }
    }

    private static String echoed(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
        }
    }

    @Test
    void proxiesThatCannotBeMadeAreTold() throws Exception {
        var child = new Child(folder);
        assertThat(child.run("serve", "--port", "0", "--proxies", "nowhere.json").err()).contains("nowhere.json");
        var file = Files.writeString(folder.resolve("bad.json"), "[{\"name\":\"a\"}]");
        var said = child.run("serve", "--port", "0", "--proxies", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("missing required field: upstream at proxy 1");
        assertThat(child.run("serve", "--port", "0", "--toxiproxy", "70000").err())
                .contains("Toxiproxy's port cannot be 70000");
    }

    @Test
    void aTakenPortAndAWidePortWithoutSenseAreTold() throws Exception {
        var child = new Child(folder);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = child.run("serve", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains(Integer.toString(taken.getLocalPort()), "another port");
        }
        assertThat(child.run("serve", "--port", "70000").code()).isEqualTo(2);
        assertThat(child.run("serve", "--host", "no.such.host.invalid").code()).isEqualTo(2);
        assertThat(child.run("serve", "--host", "").code()).isEqualTo(2);
        assertThat(child.run("serve", "--chaos", "nowhere.yaml").err()).contains("mild, wild");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void aCallerAtFaultIsToldAtTheEndAndByTheExitCode() throws Exception {
        var serving = new Child(folder).start(Map.of(), "serve", "--port", "0", "--json", "--fault",
                "auth_error always");
        try (var client = HttpClient.newHttpClient()) {
            var where = JSON.readTree(serving.inputReader().readLine());
            var url = where.path("openai_url").asText() + "/chat/completions";
            var ask = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
            assertThat(post(client, url, ask).at("/error/message").asText()).isNotEmpty();
            post(client, url, ask);
            var verdicts = client.send(
                    HttpRequest.newBuilder(URI.create(where.path("verdicts_url").asText())).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            assertThat(JSON.readTree(verdicts).at("/callers/0/findings/0/kind").asText())
                    .isEqualTo("retried_in_vain");
            serving.toHandle().destroy();
            assertThat(serving.errorReader().lines()).anyMatch(line -> line.contains("(1 time; req_"));
            assertThat(serving.waitFor()).isEqualTo(1);
        } finally {
            serving.destroyForcibly();
        }
    }

    @Test
    void aConversationInTheTerminalIsTracedToo() throws Exception {
        try (var collector = new Collector()) {
            var child = new Child(folder);
            var where = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
            assertThat(child.run(where, "chat", "--session", "traced", "--message", "Hello").code()).isZero();
            assertThat(collector.text()).contains("invoke_agent", "traced");
            assertThat(child.run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "no address"), "chat", "--message", "Hello")
                    .code()).isEqualTo(2);
        }
    }
}
