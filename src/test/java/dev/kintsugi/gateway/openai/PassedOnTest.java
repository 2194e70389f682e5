package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.RawProvider.End.FIN;
import static dev.kintsugi.gateway.openai.RawProvider.End.RESET;
import static dev.kintsugi.gateway.openai.RawProvider.End.STAYS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.Gateway;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls that nobody writes down, in front of a provider: no thread waits for the answer, and no caller can tell.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PassedOnTest {
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-own: 1\r\n";
    private static final String REPLY = "{\"choices\": [{\"message\":{\"content\":\"hello\"},\"own\":1}],\"x\":2}";
    private RawProvider provider;
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        provider = new RawProvider(Duration.ofMinutes(5));
        gate = new Gate(RelaySettings.DEFAULTS.withRecord(false), provider.way());
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        provider.close();
    }

    private HttpResponse<String> ask() {
        try {
            return gate.post(body(""));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Leaves a connection to the provider that is kept open.
    private void warm() {
        answers(REPLY.getBytes(UTF_8));
        assertThat(ask().body()).isEqualTo(REPLY);
    }

    private void answers(byte[] body) { provider.answers(OK, body); }

    private static byte[] with(String head, byte[] body) {
        var all = new ByteArrayOutputStream();
        all.writeBytes((head + "content-length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static byte[] packed() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(REPLY.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    static Stream<Arguments> answers() throws IOException {
        var large = REPLY.replace("hello", "y".repeat(1_200_000)).getBytes(UTF_8);
        return Stream.of(Arguments.of("whole", STAYS, with(OK, REPLY.getBytes(UTF_8))),
                Arguments.of("large", STAYS, with(OK, large)),
                Arguments.of("closing", FIN, with(OK + "connection: close\r\n", REPLY.getBytes(UTF_8))),
                Arguments.of("chunked", STAYS, (OK + "transfer-encoding: chunked\r\n\r\n"
                        + Integer.toHexString(REPLY.length()) + "\r\n" + REPLY + "\r\n0\r\n\r\n").getBytes(UTF_8)),
                Arguments.of("until it ends", FIN, (OK + "\r\n" + REPLY).getBytes(UTF_8)),
                Arguments.of("packed", STAYS, with(OK + "content-encoding: gzip\r\n", packed())),
                Arguments.of("after hints", STAYS, ("HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + OK
                        + "content-length: " + REPLY.length() + "\r\n\r\n" + REPLY).getBytes(UTF_8)),
                Arguments.of("refused", STAYS, with("HTTP/1.1 422 No\r\nx-own: 1\r\n", "{\"a\":1}".getBytes(UTF_8))),
                Arguments.of("limited", STAYS, with("HTTP/1.1 429 No\r\nretry-after: 3\r\n",
                        "{\"error\":{\"message\":\"slow\"}}".getBytes(UTF_8))),
                Arguments.of("failing", STAYS, with("HTTP/1.1 500 No\r\n", "<html>".getBytes(UTF_8))),
                Arguments.of("empty", STAYS, with(OK, new byte[0])),
                Arguments.of("broken", STAYS, with(OK, "{\"choices\":[".getBytes(UTF_8))),
                Arguments.of("cut", FIN, (OK + "content-length: 100\r\n\r\n{\"id").getBytes(UTF_8)),
                Arguments.of("no HTTP", FIN, "nonsense\r\n\r\n".getBytes(UTF_8)),
                Arguments.of("no HTTP, kept open", STAYS, "nonsense\r\n\r\n".getBytes(UTF_8)),
                Arguments.of("no chunk, kept open", STAYS,
                        (OK + "transfer-encoding: chunked\r\n\r\nzz\r\n").getBytes(UTF_8)),
                Arguments.of("silent", FIN, new byte[0]), Arguments.of("reset", RESET, new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answers(String name, RawProvider.End end, byte[] answer) throws Exception {
        provider.answers(end, answer);
        var onAThread = ask();
        warm();
        provider.answers(end, answer);
        var passedOn = ask();
        assertThat(passedOn.statusCode()).isEqualTo(onAThread.statusCode());
        assertThat(passedOn.body()).isEqualTo(onAThread.body());
        assertThat(headers(passedOn)).isEqualTo(headers(onAThread));
        warm();
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        var all = new HashMap<>(response.headers().map());
        List.of("date", "x-request-id", "openai-processing-ms").forEach(all::remove);
        return all;
    }

    @Test
    void aKeptConnectionThatTheProviderClosesIsReplacedByAnother() {
        warm();
        provider.dropNext();
        assertThat(ask().body()).isEqualTo(REPLY);
    }

    @Test
    void aProviderThatSaysNothingIsATimeout() throws Exception {
        try (var slow = new RawProvider(Duration.ofMillis(300));
                var front = new Gate(RelaySettings.DEFAULTS.withRecord(false), slow.way())) {
            slow.answers(OK, REPLY.getBytes(UTF_8));
            assertThat(front.post(body("")).statusCode()).isEqualTo(200);
            slow.answers(STAYS, new byte[0]);
            var late = front.post(body(""));
            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.body()).contains("Nothing came within");
        }
    }

    @Test
    void manyAtOnceGetEachTheirOwn() {
        warm();
        var calls = IntStream.range(0, 300).mapToObj(_ -> CompletableFuture.supplyAsync(this::ask)).toList();
        assertThat(calls).allSatisfy(call -> assertThat(call.join().body()).isEqualTo(REPLY));
    }

    @Test
    void whoWaitsForTheProviderHoldsUpNobodyAndMayLeave() throws Exception {
        warm();
        provider.answers(STAYS, new byte[0]);
        try (var leaving = gate.sent(body(""))) {
            Awaitility.await().until(() -> provider.requests() == 2);
            assertThat(gate.post("{").statusCode()).isEqualTo(400);
            leaving.shutdownOutput();
        }
        answers(REPLY.getBytes(UTF_8));
        assertThat(ask().body()).isEqualTo(REPLY);
    }

    @Test
    void theWayToTheProviderEndsWithTheGateway() throws Exception {
        answers(REPLY.getBytes(UTF_8));
        try (var judge = new Verdicts(gate.lab);
                var gateway = Gateway.open(gate.lab, provider.way(), GuardSettings.LOOPBACK, RelaySettings.DEFAULTS,
                        judge, 0, "test")) {
            assertThat(gate.at(gateway.address() + "/v1/chat/completions", body("")).body()).isEqualTo(REPLY);
            assertThat(provider.connections()).isEqualTo(1);
        }
        Awaitility.await().until(() -> provider.connections() == 0);
    }

    @Test
    void byTheResponsesApiToo() throws Exception {
        var own = "{\"object\":\"response\",\"output\":[],\"own\":1}";
        answers(own.getBytes(UTF_8));
        for (var i = 0; i < 2; i++) {
            assertThat(gate.respond(Gate.asks("")).body()).isEqualTo(own);
        }
    }
}
