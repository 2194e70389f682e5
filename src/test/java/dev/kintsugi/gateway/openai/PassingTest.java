package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What is no chat goes to the provider and comes back, streams while they arrive.
class PassingTest extends ProviderCase {
    private final CountDownLatch read = new CountDownLatch(1);

    private HttpResponse<InputStream> ask() throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(gate.base() + "/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"stream\":true}"))
                        .header("content-type", "application/json").build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void aStreamArrivesWhileTheProviderStillWrites() throws Exception {
        provider.at("/v1/completions", exchange -> {
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write("event: a\ndata: 1\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                read.await();
                out.write("event: b\ndata: 2\n\n".getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var reply = ask();
        assertThat(reply.headers().firstValue("content-type")).contains("text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: a");
            read.countDown();
            assertThat(lines.lines()).containsExactly("data: 1", "", "event: b", "data: 2", "");
        }
    }

    @Test
    void aStreamThatBreaksOffBreaksOffHereToo() throws Exception {
        provider.at("/v1/completions", exchange -> {
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("the provider dies");
        });
        var reply = ask();
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> reply.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void anErrorKeepsItsStatusAndItsWords() throws Exception {
        provider.answers("/v1/completions", 422, "application/json", "{!}");
        var reply = ask();
        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("{!}");
    }

    @Test
    void whatIsAskedWithAnotherMethodOfAKnownPathIsHandedOnToo() throws Exception {
        provider.at("/v1/models/ft:mine", exchange -> {
            var answer = ("deleted by " + exchange.getRequestMethod()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        var reply = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(gate.base() + "/models/ft:mine")).DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(reply.body()).isEqualTo("deleted by DELETE");
    }

    @Test
    void aHeadTellsTheLengthThatAGetWouldHave() throws Exception {
        provider.at("/v1/models", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        var reply = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(gate.base() + "/models")).HEAD().build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(reply.headers().firstValueAsLong("content-length")).hasValue(2);
    }

    @Test
    void whatOnlyOpenAiRefusesIsLeftToTheProvider() throws Exception {
        var answer = "{\"choices\": [{\"message\":{\"content\":\"taken\"},\"own\": 1}] }";
        provider.answers("/v1/chat/completions", 200, "application/json", answer);
        var odd = "{\"model\":\"m\", \"temperature\":9,\"messages\":[{\"role\":\"ipython\",\"content\":\"1\"},"
                + "{\"role\":\"tool\",\"content\":[]}],\"tools\":[]}";
        assertThat(gate.post(odd).body()).isEqualTo(answer);
        assertThat(provider.asked()).isEqualTo("POST /v1/chat/completions " + odd);
    }
}
