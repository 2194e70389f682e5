package dev.kintsugi.agent.provider;

import static dev.kintsugi.agent.provider.Calls.failure;
import static dev.kintsugi.agent.provider.Calls.request;
import static dev.kintsugi.agent.provider.Calls.settings;
import static dev.kintsugi.domain.error.ErrorCategory.AGENT_EXECUTION;
import static dev.kintsugi.domain.error.ErrorCategory.COMMUNICATION;
import static dev.kintsugi.domain.error.ErrorCategory.CONFIGURATION;
import static dev.kintsugi.domain.error.ErrorCategory.MODEL_INFERENCE;
import static dev.kintsugi.domain.error.ErrorCategory.RESOURCE_MANAGEMENT;
import static dev.kintsugi.domain.error.ErrorCategory.SECURITY_VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorCategory;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each way a provider can fail, on a real socket.
class WireFailuresTest {
    private static final String JSON = "application/json";

    @ParameterizedTest(name = "{0}")
    @CsvSource({"400, AGENT_EXECUTION, false", "401, SECURITY_VALIDATION, false", "403, SECURITY_VALIDATION, false",
            "404, CONFIGURATION, false", "408, COMMUNICATION, true", "422, AGENT_EXECUTION, false",
            "409, AGENT_EXECUTION, true", "429, RESOURCE_MANAGEMENT, true", "500, MODEL_INFERENCE, true",
            "503, MODEL_INFERENCE, true", "504, COMMUNICATION, true", "402, AGENT_EXECUTION, false"})
    void aStatusIsPassedOnWithTheProvidersWords(int status, ErrorCategory category, boolean canHeal) throws Exception {
        var error = failure(line -> line.answer(status, JSON, Wire.error("No, sorry.", "some_type", "some_code")));
        expect(error, WireFault.HTTP, category, canHeal);
        assertThat(error.wire().status()).isEqualTo(status);
        assertThat(error.wire().type()).isEqualTo("some_type");
        assertThat(error.wire().code()).isEqualTo("some_code");
        assertThat(error.wire().message()).isEqualTo("No, sorry.");
        assertThat(error.wire().retryAfter()).isNull();
    }

    @Test
    void theErrorKnowsWhereItHappened() throws Exception {
        var context = failure(line -> line.answer(500, JSON, "")).context();
        assertThat(context.session().value()).isEqualTo("s");
        assertThat(context.turn()).isEqualTo(3);
        assertThat(context.attempts()).isEqualTo(1);
        assertThat(context.model()).isEqualTo("m-1");
        assertThat(context.target()).isEqualTo("model");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"error\":{\"message\":\"This model's maximum context length is 65536 tokens. However, you requested 70000\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}",
            "{\"error\":{\"message\":\"This model's maximum context length is 65536 tokens. However, you requested 131072 tokens\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_request_error\"}}",
            "{\"object\":\"error\",\"message\":\"This model's maximum context length is 65,536 tokens.\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}",
            "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":70000,\"n_ctx\":65536}}",
            "{\"error\":\"Trying to keep the first 70000 tokens when context the overflows. However, the model is loaded with context length of only 65536 tokens\"}"})
    void tooManyTokensAreKnownFromEveryProvidersWords(String body) throws Exception {
        var error = failure(line -> line.answer(400, JSON, body));
        expect(error, WireFault.HTTP, RESOURCE_MANAGEMENT, false);
        assertThat(error.wire().tooManyTokens()).isTrue();
        assertThat(error.wire().limit()).isEqualTo(65_536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 7", "retry-after-ms: 7000", "Retry-After: 7.0",
            "Retry-After: 99\r\nretry-after-ms: 7000",
            "Date: Sun, 22 Nov 2026 10:00:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 10:00:07 GMT"})
    void aRateLimitSaysHowLongToWait(String header) throws Exception {
        var error = failure(line -> line.answer(429, JSON,
                Wire.error("Slow down.", "requests", "rate_limit_exceeded"), header));
        expect(error, WireFault.HTTP, RESOURCE_MANAGEMENT, true);
        assertThat(error.wire().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aDateInThePastAsksForNoWaitAndNonsenseForNothing() throws Exception {
        var past = failure(line -> line.answer(503, JSON, "", "Retry-After: Sun, 22 Nov 2020 10:00:00 GMT"));
        assertThat(past.wire().retryAfter()).isEqualTo(Duration.ZERO);
        var nonsense = failure(line -> line.answer(503, JSON, "", "Retry-After: soon"));
        assertThat(nonsense.wire().retryAfter()).isNull();
    }

    @Test
    void aQuotaIsNotARateLimit() throws Exception {
        var error = failure(line -> line.answer(429, JSON,
                Wire.error("Your quota is used up.", "insufficient_quota", "insufficient_quota"),
                "x-should-retry: false"));
        expect(error, WireFault.HTTP, RESOURCE_MANAGEMENT, false);
        assertThat(error.wire().quota()).isTrue();
    }

    @Test
    void anErrorWithoutTypeOrCodeIsStillThatError() throws Exception {
        var error = failure(line -> line.answer(401, JSON, "{\"error\":{\"message\":\"Wrong key\"}}"));
        expect(error, WireFault.HTTP, SECURITY_VALIDATION, false);
        assertThat(error.wire().type() + error.wire().code()).isEmpty();
    }

    @Test
    void aGatewaysWebPageIsItsStatus() throws Exception {
        var error = failure(line -> line.answer(502, "text/html", "<html><h1>Bad gateway</h1></html>"));
        expect(error, WireFault.HTTP, MODEL_INFERENCE, true);
        assertThat(error.wire().status()).isEqualTo(502);
        assertThat(error.wire().message()).isEqualTo("HTTP 502");
    }

    @Test
    void anErrorWithABrokenBodyIsItsStatus() throws Exception {
        var error = failure(line -> line.send("HTTP/1.1 500 Oops\r\nContent-Length: 500\r\n\r\n{\"error\":{\"mess"));
        expect(error, WireFault.HTTP, MODEL_INFERENCE, true);
        assertThat(error.wire().status()).isEqualTo(500);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = new MisbehavingServer(line -> line.answer(200, JSON, "{}"))) {
            var error = failure(line -> line.answer(302, "text/plain", "",
                    "Location: " + elsewhere.url().replace("127.0.0.1", "localhost")));
            expect(error, WireFault.HTTP, AGENT_EXECUTION, false);
            assertThat(error.wire().status()).isEqualTo(302);
            assertThat(error.wire().message()).contains("redirect to localhost");
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

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

    @Test
    void anErrorObjectInTheStreamIsTheProvidersError() throws Exception {
        var object = Wire.error("The engine is overloaded.", "server_error", "overloaded");
        var error = failure(line -> line.stream().says("Once").event(object));
        expect(error, WireFault.STREAM_ERROR, MODEL_INFERENCE, true);
        assertThat(error.wire().message()).isEqualTo("The engine is overloaded.");
        assertThat(error.wire().type()).isEqualTo("server_error");
        assertThat(error.wire().code()).isEqualTo("overloaded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"message\":\"Overloaded.\",\"code\":529}}", "{\"message\":\"Overloaded.\"}",
            "{\"error\":\"Overloaded.\"}",
            "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"Overloaded.\"}}"})
    void anErrorEventIsTheProvidersErrorWhateverItsForm(String data) throws Exception {
        var error = failure(line -> line.stream().says("Once").send("event: error\ndata: " + data + "\n\n"));
        expect(error, WireFault.STREAM_ERROR, MODEL_INFERENCE, true);
        assertThat(error.wire().message()).isEqualTo("Overloaded.");
    }

    @Test
    void anErrorObjectWithStatus200IsAnErrorToo() throws Exception {
        var error = failure(line -> line.answer(200, JSON, Wire.error("Out of order.", "server_error", null)));
        expect(error, WireFault.STREAM_ERROR, MODEL_INFERENCE, true);
        assertThat(error.wire().message()).isEqualTo("Out of order.");
    }

    @Test
    void aFinishReasonThatMeansFailureIsAnError() throws Exception {
        expect(failure(line -> line.stream().says("Once")
                .event(Wire.delta("{}", "\"insufficient_system_resource\"")).send(Wire.DONE)), WireFault.STREAM_ERROR,
                MODEL_INFERENCE, true);
    }

    @Test
    void withoutANeededKeyNothingIsAsked() {
        var error = failure(new OpenAiModel(ProviderPreset.DEEPSEEK.settings(Secret.NONE), Calls.CLOCK));
        expect(error, WireFault.MISSING_KEY, CONFIGURATION, false);
        assertThat(error.getMessage()).isEqualTo("No key is set for DeepSeek");
    }

    @Test
    void theKeyIsMaskedEvenIfTheProviderRepeatsIt() throws Exception {
        var error = failure(line -> line.answer(401, JSON,
                Wire.error("Bad " + line.request().header("authorization"), "invalid_request_error", null)));
        assertThat(error.getMessage()).isEqualTo("Bad Bearer [key hidden]");
        var streamed = failure(line -> line.stream().event(Wire.error("No: " + Calls.KEY, "x", null)));
        assertThat(streamed.getMessage()).isEqualTo("No: [key hidden]");
    }

    private static OpenAiModel impatient(MisbehavingServer server) {
        return new OpenAiModel(settings(server).withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300),
                Duration.ofSeconds(20)), Calls.CLOCK);
    }

    private static void expect(AgentError error, WireFault fault, ErrorCategory category, boolean canHeal) {
        assertThat(error).isNotNull();
        assertThat(error.wire().fault()).as(error.getMessage()).isEqualTo(fault);
        assertThat(error.category()).isEqualTo(category);
        assertThat(error.wire().canHeal()).isEqualTo(canHeal);
        assertThat(error.wire().message()).isNotBlank().doesNotContain(Calls.KEY);
        assertThat(error.getCause()).isNull();
    }
}
