package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A served lab that is killed while programs wait for their answers.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KilledCallsTest {
    @TempDir
    Path folder;

    @Test
    void streamsCutOffByAKillAreInterruptedTurnsOfALogThatGoesOn() throws Exception {
        var data = folder.resolve("lab");
        var serving = new Child(folder).start(Map.of(), "serve", "--port", "0", "--json", "--pace", "60000", "--data",
                data.toString());
        try (var client = HttpClient.newHttpClient(); var out = serving.inputReader()) {
            var address = new ObjectMapper().readTree(out.readLine()).path("url").asText();
            var streams = stream(client, address, "one");
            await().atMost(Duration.ofMinutes(1)).until(() -> sessions(client, address).contains("\"turns\":1"));
            var beside = stream(client, address, "two");
            await().atMost(Duration.ofMinutes(1)).until(() -> sessions(client, address).contains("\"turns\":2"));
            serving.destroyForcibly().waitFor();
            assertThat(streams).failsWithin(Duration.ofMinutes(1));
            assertThat(beside).failsWithin(Duration.ofMinutes(1));
        } finally {
            serving.destroyForcibly();
        }
        try (var lab = new Lab(LabSettings.defaults(), H2Journal.open(data),
                new EmbeddedState(new ConversationClock()), new TestAgents())) {
            var killed = new SessionId("killed");
            assertThat(lab.open(killed).turns()).extracting(TurnStory::state, turn -> turn.message().value())
                    .containsExactly(tuple(TurnStory.State.INTERRUPTED, "one"),
                            tuple(TurnStory.State.INTERRUPTED, "two"));
            assertThat(lab.replay(killed).difference()).isEmpty();
        }
    }

    private static CompletableFuture<HttpResponse<String>> stream(HttpClient client, String address, String text) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(address + "/s/killed/v1/chat/completions"))
                .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                                + "\"}]}"))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String sessions(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address + "/api/v1/sessions")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }
}
