package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.report.audit.Verifier;
import dev.kintsugi.store.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two labs, each a process of its own, on one Postgres.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TwoServedLabsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EACH = 6;

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whenOneIsKilledAmongTurnsOfASharedSessionTheOtherHasEveryOneThatWasAcknowledgedOnce() throws Exception {
        var shared = Map.of("DATABASE_URL", TestPostgres.url(true));
        var child = new Child(folder);
        var doomed = serving(child, shared);
        var other = serving(child, shared);
        try {
            var first = url(doomed);
            var second = url(other);
            var acknowledged = new CopyOnWriteArrayList<String>();
            assertThat(say(first, "the first word")).isTrue();
            acknowledged.add("the first word");
            var killing = Thread.ofVirtual().start(() -> talk(first, "one", acknowledged));
            var going = Thread.ofVirtual().start(() -> talk(second, "two", acknowledged));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> acknowledged.stream().filter(m -> m.startsWith("one")).count() >= 2);
            doomed.destroyForcibly().waitFor();
            killing.join();
            going.join();
            await().atMost(Duration.ofMinutes(1)).until(() -> say(second, "the last word"));
            acknowledged.add("the last word");

            assertThat(messages(second)).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(acknowledged).anyMatch(m -> m.startsWith("two"));
        } finally {
            doomed.destroyForcibly();
            other.toHandle().destroy();
            other.waitFor();
        }
        assertThat(child.run(shared, "export", "shared", "--out", "shared.jsonl").code()).isZero();
        assertThat(Verifier.verify(folder.resolve("shared.jsonl")).sound()).isTrue();
    }

    private static Process serving(Child child, Map<String, String> shared) {
        return child.start(shared, "serve", "--port", "0", "--json", "--rate", "0", "--speed", "instant");
    }

    private static String url(Process serving) throws IOException {
        return JSON.readTree(serving.inputReader().readLine()).path("rest_url").asText();
    }

    /// Says so many things, one after the other, and notes what was acknowledged.
    private void talk(String rest, String who, List<String> acknowledged) {
        for (int i = 0; i < EACH; i++) {
            if (say(rest, who + " " + i)) {
                acknowledged.add(who + " " + i);
            }
        }
    }

    private boolean say(String rest, String message) {
        var body = "{\"session_id\":\"shared\",\"message\":\"" + message + "\"}";
        try {
            return client.send(HttpRequest.newBuilder(URI.create(rest + "/chat"))
                    .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException killed) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> messages(String rest) throws Exception {
        var history = JSON.readTree(client.send(
                HttpRequest.newBuilder(URI.create(rest + "/sessions/shared/history?limit=1000")).build(),
                HttpResponse.BodyHandlers.ofString()).body());
        var all = new ArrayList<String>();
        for (JsonNode turn : history.path("interactions")) {
            all.add(turn.at("/request/message").asText());
        }
        return all;
    }
}
