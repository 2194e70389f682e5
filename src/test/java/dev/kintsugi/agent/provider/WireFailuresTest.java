package dev.kintsugi.agent.provider;

import static dev.kintsugi.agent.provider.Calls.expect;
import static dev.kintsugi.agent.provider.Calls.failure;
import static dev.kintsugi.agent.provider.Calls.request;
import static dev.kintsugi.agent.provider.Calls.settings;
import static dev.kintsugi.domain.error.ErrorCategory.COMMUNICATION;
import static dev.kintsugi.domain.error.ErrorCategory.MODEL_INFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each way a connection to a provider can fail, and an answer on it, on a real socket.
class WireFailuresTest {
    private static final String JSON = "application/json";

    @Test
    void nobodyListens() throws Exception {
        var server = new MisbehavingServer(line -> {});
        server.close();
        expect(failure(Calls.model(server)), WireFault.CONNECT, COMMUNICATION, true);
    }

    @Test
    void theHostDoesNotExist() {
        var model = new OpenAiModel(ProviderSettings.at("http://no-such-host.invalid/v1", Secret.of(Calls.KEY), "m-1"),
                Calls.CLOCK);
        expect(failure(model), WireFault.CONNECT, COMMUNICATION, true);
    }

    @Test
    void noConnectionInTime() throws IOException {
        var waiting = new ArrayList<SocketChannel>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            var settings = ProviderSettings.at("http://127.0.0.1:" + full.getLocalPort() + "/v1", Secret.NONE, "m-1")
                    .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(20));
            expect(failure(new OpenAiModel(settings, Calls.CLOCK)), WireFault.CONNECT_TIMEOUT, COMMUNICATION, true);
        } finally {
            for (var channel : waiting) {
                channel.close();
            }
        }
    }

    /// Takes every place in the queue of a listener that accepts nobody.
    private static void fill(ServerSocket full, List<SocketChannel> waiting) throws IOException {
        for (var i = 0; i < 8; i++) {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()));
            waiting.add(channel);
        }
    }

    @Test
    void noAnswerInTime() throws Exception {
        try (var server = new MisbehavingServer(MisbehavingServer.Line::silence)) {
            expect(failure(impatient(server)), WireFault.READ_TIMEOUT, COMMUNICATION, true);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void headersWithoutAFirstPieceAreNoAnswerEither() throws Exception {
        try (var server = new MisbehavingServer(line -> line.stream().silence())) {
            expect(failure(impatient(server)), WireFault.READ_TIMEOUT, COMMUNICATION, true);
        }
    }

    @Test
    void theDeadlineEndsAStreamHoweverSlowlyItDribbles() throws Exception {
        try (var server = new MisbehavingServer(line -> {
            line.stream();
            while (true) {
                line.says("drip ");
                Thread.onSpinWait();
            }
        })) {
            var late = new ModelRequest("m-1", request().messages(), List.of(), 0, Calls.key(),
                    Deadline.in(Duration.ofMillis(400), Calls.CLOCK));
            var error = catchThrowableOfType(AgentError.class, () -> Calls.model(server).call(late, TokenSink.NONE));
            expect(error, WireFault.READ_TIMEOUT, COMMUNICATION, true);
        }
    }

    @Test
    void aDeadlineThatHasPassedAsksNothing() throws Exception {
        try (var server = new MisbehavingServer(MisbehavingServer.Line::silence)) {
            var late = new ModelRequest("m-1", request().messages(), List.of(), 0, Calls.key(),
                    Deadline.in(Duration.ZERO, Calls.CLOCK));
            var error = catchThrowableOfType(AgentError.class, () -> Calls.model(server).call(late, TokenSink.NONE));
            expect(error, WireFault.READ_TIMEOUT, COMMUNICATION, true);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aStreamStallsWithTheConnectionOpen() throws Exception {
        try (var server = new MisbehavingServer(line -> line.stream().says("Once upon a").silence())) {
            var settings = settings(server).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20),
                    Duration.ofMillis(300));
            expect(failure(new OpenAiModel(settings, Calls.CLOCK)), WireFault.STALLED, MODEL_INFERENCE, true);
        }
    }

    @Test
    void theConnectionIsResetBeforeAnAnswer() throws Exception {
        expect(failure(MisbehavingServer.Line::reset), WireFault.RESET, COMMUNICATION, true);
    }

    @Test
    void theConnectionIsClosedBeforeAnAnswer() throws Exception {
        expect(failure(line -> {}), WireFault.RESET, COMMUNICATION, true);
    }

    @Test
    void theConnectionIsResetInTheMiddleOfAStream() throws Exception {
        var read = new CountDownLatch(1);
        try (var server = new MisbehavingServer(line -> {
            line.stream().says("Once upon");
            read.await();
            line.reset();
        })) {
            var error = catchThrowableOfType(AgentError.class,
                    () -> Calls.model(server).call(request(), _ -> read.countDown()));
            expect(error, WireFault.RESET, COMMUNICATION, true);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void aStreamEndsInOrderButWithoutAFinishReason() throws Exception {
        expect(failure(line -> line.stream().says("Once upon a")), WireFault.TRUNCATED, MODEL_INFERENCE, true);
        expect(failure(line -> line.stream().says("Once upon a").send(Wire.DONE)), WireFault.TRUNCATED,
                MODEL_INFERENCE, true);
        expect(failure(line -> line.chunked().chunk(Wire.event(Wire.says("Once"))).send("0\r\n\r\n")),
                WireFault.TRUNCATED, MODEL_INFERENCE, true);
    }

    @Test
    void aStreamEndsInsideAnEvent() throws Exception {
        expect(failure(line -> line.stream().says("Once").send("data: {\"id\":\"c1\",\"choi")), WireFault.TRUNCATED,
                MODEL_INFERENCE, true);
    }

    @Test
    void aStreamEndsInsideOrBetweenChunks() throws Exception {
        expect(failure(line -> line.chunked().chunk(Wire.event(Wire.says("Once"))).send("ff\r\ndata: {\"id\"")),
                WireFault.TRUNCATED, MODEL_INFERENCE, true);
        expect(failure(line -> line.chunked().chunk(Wire.event(Wire.says("Once")))), WireFault.TRUNCATED,
                MODEL_INFERENCE, true);
        expect(failure(MisbehavingServer.Line::chunked), WireFault.TRUNCATED, MODEL_INFERENCE, true);
    }

    @Test
    void theContentIsShorterThanItsLength() throws Exception {
        var head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 5000\r\n\r\n";
        expect(failure(line -> line.send(head).says("Once")), WireFault.TRUNCATED, MODEL_INFERENCE, true);
    }

    @Test
    void theContentIsLongerThanItsLength() throws Exception {
        var first = Wire.event(Wire.says("Once"));
        var head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + first.length()
                + "\r\n\r\n";
        expect(failure(line -> line.send(head).send(first).event(Wire.STOP).send(Wire.DONE)), WireFault.TRUNCATED,
                MODEL_INFERENCE, true);
    }

    @Test
    void aWholeAnswerIsCut() throws Exception {
        expect(failure(line -> line.answer(200, JSON, "{\"id\":\"c\",\"choices\":[{\"index\":0,\"mess")),
                WireFault.TRUNCATED, MODEL_INFERENCE, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": oops}", "[1,2]", "{}", "{\"choices\":\"none\"}", "{\"choices\":[3]}",
            "{\"choices\":[{\"index\":0,\"message\":{\"content\":{\"a\":1}},\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[{\"index\":0,\"message\":\"hello\",\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},\"finish_reason\":{\"a\":1}}]}"})
    void aWholeAnswerOfTheWrongFormIsMalformed(String body) throws Exception {
        expect(failure(line -> line.answer(200, JSON, body)), WireFault.MALFORMED, MODEL_INFERENCE, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"c1\",\"choices\":[{", "not json", "{}", "{\"choices\":5}", "{\"choices\":[7]}",
            "{\"choices\":[{\"index\":0,\"delta\":5,\"finish_reason\":null}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":[5]},\"finish_reason\":null}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":\"x\"},\"finish_reason\":null}]}"})
    void aChunkOfTheWrongFormIsMalformed(String json) throws Exception {
        expect(failure(line -> line.stream().says("Once").event(json).event(Wire.STOP).send(Wire.DONE)),
                WireFault.MALFORMED, MODEL_INFERENCE, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/event-stream"})
    void aWebPageIsNoAnswerWhateverItIsCalled(String type) throws Exception {
        expect(failure(line -> line.answer(200, type, "<!doctype html><p>Please log in</p>")), WireFault.MALFORMED,
                MODEL_INFERENCE, true);
    }

    @Test
    void whatIsNotPackedAsItSaysIsMalformed() throws Exception {
        expect(failure(line -> line.answer(200, JSON, "data: not packed at all", "Content-Encoding: gzip")),
                WireFault.MALFORMED, MODEL_INFERENCE, true);
    }

    @Test
    void plainTextWhereASecureConnectionIsWantedIsNoConnection() throws Exception {
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));
            var secure = ProviderSettings.at("https://127.0.0.1:" + plain.getLocalPort(), Secret.NONE, "m-1");
            expect(failure(new OpenAiModel(secure, Calls.CLOCK)), WireFault.CONNECT, COMMUNICATION, true);
        }
    }

    private static void answerPlainly(ServerSocket plain) {
        try (var socket = plain.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // The client hung up, as it should.
        }
    }

    @Test
    void whatIsNoHttpIsMalformed() throws Exception {
        expect(failure(line -> line.send("SSH-2.0-OpenSSH_9.6\r\n\r\n")), WireFault.MALFORMED, MODEL_INFERENCE, true);
    }

    @Test
    void anEmptyAnswerIsEmpty() throws Exception {
        expect(failure(line -> line.answer(200, JSON, "")), WireFault.EMPTY, MODEL_INFERENCE, true);
        expect(failure(MisbehavingServer.Line::stream), WireFault.EMPTY, MODEL_INFERENCE, true);
        expect(failure(line -> line.stream().send(Wire.DONE)), WireFault.EMPTY, MODEL_INFERENCE, true);
        expect(failure(line -> line.stream().event(Wire.STOP).send(Wire.DONE)), WireFault.EMPTY, MODEL_INFERENCE,
                true);
    }

    private static OpenAiModel impatient(MisbehavingServer server) {
        return new OpenAiModel(settings(server).withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300),
                Duration.ofSeconds(20)), Calls.CLOCK);
    }
}
