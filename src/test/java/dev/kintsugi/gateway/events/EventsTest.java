package dev.kintsugi.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.Served;
import dev.kintsugi.gateway.http.HttpServer;
import dev.kintsugi.gateway.http.Refusals;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.telemetry.Counts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams over real sockets.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsTest {
    private final Served served = new Served();

    @AfterEach
    void close() { served.close(); }

    private void say(String session) {
        assertThat(served.post("/api/v1/chat", "{\"session_id\":\"" + session + "\",\"message\":\"Hello\"}").status())
                .isEqualTo(200);
    }

    private List<String> log(String session) {
        var lines = new ArrayList<String>();
        served.lab.lines(new SessionId(session), lines::add);
        return lines;
    }

    /// One server-sent event. Immutable.
    private record Told(String id, String data) {}

    /// A stream that is read in this thread. Closing it drops the connection.
    private final class Stream implements AutoCloseable {
        private final InputStream in;
        private final BufferedReader reader;

        Stream(String query, String lastId) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(served.gateway.address() + "/api/v1/events" + query));
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            var response = served.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
            in = response.body();
            reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        Told next() throws IOException {
            var id = "";
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return new Told(id, line.substring(6));
                }
            }
            throw new IOException("the stream ended");
        }

        List<Told> next(int count) throws IOException {
            var all = new ArrayList<Told>();
            for (int i = 0; i < count; i++) {
                all.add(next());
            }
            return all;
        }

        @Override
        public void close() throws IOException { in.close(); }
    }

    /// The first part of what happens fills the way to a listener that does not read; of the rest little is kept.
    @Test
    void aListenerThatFallsTooFarBehindIsToldOfTheGap() throws Exception {
        var feed = new Feed(served.lab, 4);
        try (var events = new Events(served.lab, new Counts(), Duration.ofSeconds(1), feed);
                var server = HttpServer.start("127.0.0.1", 0,
                        new Routes(Refusals.PLAIN).add("GET", "/", events::handle));
                var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (!reader.readLine().startsWith("retry")) {
                continue;
            }
            var session = served.lab.converse(new SessionId("talks"));
            for (var i = 0; i < 150; i++) {
                session.say("x".repeat(100_000), null).join();
            }
            var line = reader.readLine();
            while (!line.equals("event: gap")) {
                assertThat(line).as("the last there is").doesNotContain("-" + feed.last());
                line = reader.readLine();
            }
            assertThat(reader.readLine()).startsWith("id: ");
        }
    }

    @Test
    void aGapIsToldAtOnceThoughNothingElseHappens() throws Exception {
        try (var events = new Events(served.lab, new Counts(), Duration.ofMinutes(1));
                var server = HttpServer.start("127.0.0.1", 0,
                        new Routes(Refusals.PLAIN).add("GET", "/", events::handle));
                var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /?after=00000000-7 HTTP/1.1\r\nHost: x\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (!reader.readLine().equals("event: gap")) {
                continue;
            }
            assertThat(reader.readLine()).startsWith("id: ");
        }
    }

    @Test
    void whoAsksForTheHeadAloneMayAskOnOnTheSameConnection() throws Exception {
        say("head");
        for (var query : List.of("", "?session=head", "?session=head&after=1")) {
            try (var socket = new Socket("127.0.0.1", served.gateway.port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(("HEAD /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        + "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                var reader = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
                while (!reader.readLine().isEmpty()) {
                    continue;
                }
                assertThat(reader.readLine()).as(query).startsWith("HTTP/1.1 404");
            }
        }
    }

    /// Some readers take whatever ends with an empty line for an event, and read its data.
    @Test
    void nothingButEventsEndsWithAnEmptyLine() throws Exception {
        say("blocks");
        try (var stream = new Stream("?session=blocks", "")) {
            var block = new ArrayList<String>();
            for (var line = stream.reader.readLine(); !line.isEmpty(); line = stream.reader.readLine()) {
                block.add(line);
            }
            assertThat(block).anyMatch(l -> l.startsWith("data: {"));
        }
    }

    @Test
    void aSessionsStreamGoesOnAfterTheLastIdWithoutLossOrDuplicates() throws Exception {
        say("s");
        var heard = new ArrayList<String>();
        var last = "";
        for (int round = 0; round < 4; round++) {
            try (var stream = new Stream("?session=s", last)) {
                for (var told : stream.next(3 + round)) {
                    heard.add(told.data());
                    last = told.id();
                }
            }
            say("s");
        }
        try (var stream = new Stream("?session=s&after=" + last, "")) {
            stream.next(log("s").size() - heard.size()).forEach(told -> heard.add(told.data()));
        }
        assertThat(heard).isEqualTo(log("s"));
    }

    @Test
    void theStreamOfAllSessionsGoesOnTheSameWay() throws Exception {
        var heard = new ArrayList<String>();
        String last;
        try (var stream = new Stream("", "")) {
            say("a");
            var told = stream.next(2);
            told.forEach(t -> heard.add(t.data()));
            last = told.getLast().id();
        }
        say("b");
        say("a");
        var wanted = new ArrayList<>(log("a"));
        wanted.addAll(log("b"));
        try (var stream = new Stream("", last)) {
            stream.next(wanted.size() - 2).forEach(t -> heard.add(t.data()));
        }
        assertThat(heard).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(heard.stream().filter(l -> l.contains("\"session\":\"a\""))).containsExactlyElementsOf(log("a"));
    }

    @Test
    void anIdOfAnotherRunIsToldAsAGap() throws Exception {
        say("a");
        try (var stream = new Stream("?after=00000000-7", "")) {
            assertThat(stream.next().data()).isEqualTo("{}");
            say("a");
            assertThat(stream.next().data()).contains("\"session\":\"a\"");
        }
    }

    @Test
    void whoComesBackIsCountedAndWhetherNothingWasMissed() throws Exception {
        say("a");
        try (var stream = new Stream("?session=a", "")) {
            stream.next();
        }
        try (var stream = new Stream("?session=a", "1")) {
            stream.next();
        }
        try (var stream = new Stream("?after=00000000-7", "")) {
            stream.next();
        }
        var manager = served.get("/ai/health/error-handling").body().at("/recovery_managers/communication");
        assertThat(manager.at("/available").asBoolean()).isTrue();
        assertThat(manager.at("/attempts").asInt()).isEqualTo(2);
        assertThat(manager.at("/successes").asInt()).isEqualTo(1);
    }

    @Test
    void aWebSocketTellsTheSameAndGoesOnAfterALoss() throws Exception {
        say("w");
        var heard = new CopyOnWriteArrayList<String>();
        var first = listening("w", 2, heard);
        say("w");
        await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == log("w").size() - 2);
        assertThat(heard.getFirst()).startsWith("{\"id\":\"3\",\"event\":{").contains(log("w").get(2));
        first.abort();
        say("w");
        var second = listening("w", heard.size() + 2, heard);
        say("w");
        var whole = log("w");
        await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() >= whole.size() - 2);
        assertThat(heard).hasSize(whole.size() - 2);
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).startsWith("{\"id\":\"" + (i + 3) + "\"").contains(whole.get(i + 2));
        }
        second.abort();
    }

    @Test
    void aWebSocketWithAKeyThatIsNoneIsRefusedBeforeItBegins() throws Exception {
        for (var key : List.of("bad", "", "dGhlIHNhbXBsZQ==", "dGhlIHNhbXBsZSBub25jZQ=")) {
            try (var socket = new Socket("127.0.0.1", served.gateway.port())) {
                socket.getOutputStream().write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket"
                        + "\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                        + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(reader.readLine()).as("'" + key + "'").contains(" 400 ");
            }
        }
    }

    private WebSocket listening(String session, int after, List<String> heard) {
        var listener = new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean whole) {
                text.append(data);
                if (whole) {
                    heard.add(text.toString());
                    text.setLength(0);
                }
                socket.request(1);
                return null;
            }
        };
        return served.client.newWebSocketBuilder()
                .buildAsync(URI.create(served.gateway.address().replace("http:", "ws:") + "/api/v1/events?session="
                        + session + "&after=" + after), listener)
                .join();
    }

    @Test
    void aListenerThatDoesNotReadHoldsUpNobody() throws Exception {
        say("slow");
        try (var socket = new Socket("127.0.0.1", served.gateway.port())) {
            socket.setReceiveBufferSize(1024);
            socket.getOutputStream().write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var started = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                say("slow");
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)).isLessThan(20);
        }
    }

    @Test
    void aLostListenerIsNotedAndGivesItsPlaceBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (var stream = new Stream("", "")) {
                say("x");
                stream.next();
            }
        }
        await().atMost(10, TimeUnit.SECONDS).until(() -> served.gateway.listeners() == 0);
    }

    @Test
    void anEventThatIsNotThereIsNoPlaceToGoOnFrom() throws Exception {
        say("gone");
        assertThat(served.get("/api/v1/events?session=gone&after=999").status()).isEqualTo(400);
    }
}
